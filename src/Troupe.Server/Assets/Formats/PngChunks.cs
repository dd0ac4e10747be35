using System.Text;

namespace Troupe.Server.Assets.Formats;

/// <summary>The chunks of a PNG (W3C PNG, section 5.3); checks each one's CRC.</summary>
internal sealed class PngChunks(FormatReader reader)
{
    private uint _crc;

    /// <summary>Type of the chunk, such as <c>IDAT</c>.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Bytes of its content that are left.</summary>
    public int Left { get; private set; }

    /// <summary>Goes to the next chunk.</summary>
    public void Next()
    {
        var length = reader.BigNumber();
        if (length > int.MaxValue || length > reader.Left)
        {
            throw reader.Broken($"is cut off: a chunk has {length} bytes, and there are {reader.Left}");
        }

        var type = reader.Take(4);
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                throw reader.Broken("has a chunk without a name");
            }
        }

        _crc = Crc.OfPng(uint.MaxValue, type);
        Type = Encoding.ASCII.GetString(type);
        Left = (int)length;
    }

    /// <summary>Reads some of the content; 0 at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        var part = buffer[..Math.Min(buffer.Length, Left)];
        reader.Read(part);
        _crc = Crc.OfPng(_crc, part);
        Left -= part.Length;
        return part.Length;
    }

    /// <summary>Passes over what is left of the content, and checks it.</summary>
    public void End()
    {
        Span<byte> waste = stackalloc byte[4096];
        while (Left > 0)
        {
            Read(waste);
        }

        if (reader.BigNumber() != ~_crc)
        {
            throw reader.Broken($"is damaged: the check of its chunk {Type} does not fit");
        }
    }
}

/// <summary>The contents of the IDAT chunks that follow each other, as one stream; stands at the first, and leaves the chunks at what follows the last.</summary>
internal sealed class PngPixels(PngChunks chunks) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (chunks.Type == "IDAT")
        {
            if (chunks.Left > 0)
            {
                return chunks.Read(buffer);
            }

            chunks.End();
            chunks.Next();
        }

        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
