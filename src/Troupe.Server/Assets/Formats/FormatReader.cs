using System.Buffers.Binary;

namespace Troupe.Server.Assets.Formats;

/// <summary>Reads the fields of a binary file in order, from a buffer of 64 KiB.</summary>
/// <param name="file">The file, from where the stream stands.</param>
/// <param name="length">Its length.</param>
/// <param name="format">Name of its format, for people.</param>
internal sealed class FormatReader(Stream file, long length, string format)
{
    private readonly BufferedStream _file = new(file, 64 * 1024);
    private readonly byte[] _small = new byte[16];

    /// <summary>Bytes that were read.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public long Left => length - Position;

    /// <summary>Reads up to 16 bytes; they are valid until the next read.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        Read(_small.AsSpan(0, count));
        return _small.AsSpan(0, count);
    }

    /// <summary>Fills a buffer.</summary>
    public void Read(Span<byte> buffer)
    {
        Need(buffer.Length);
        try
        {
            _file.ReadExactly(buffer);
        }
        catch (EndOfStreamException)
        {
            throw Broken("is cut off");
        }

        Position += buffer.Length;
    }

    /// <summary>Reads a number of 4 bytes, the largest first.</summary>
    public uint BigNumber() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Reads a number of 4 bytes, the smallest first.</summary>
    public uint Number() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads the bytes of a string of one byte each.</summary>
    public string Name(int count) => System.Text.Encoding.Latin1.GetString(Take(count));

    /// <summary>Passes over bytes.</summary>
    public void Skip(long count)
    {
        Need(count);
        Span<byte> waste = stackalloc byte[4096];
        while (count > 0)
        {
            var part = waste[..(int)Math.Min(waste.Length, count)];
            Read(part);
            count -= part.Length;
        }
    }

    /// <summary>A mistake at this place.</summary>
    public AssetException Broken(string what) => AssetException.Unsupported($"The {format} {what} (byte {Position}).");

    private void Need(long count)
    {
        if (count > Left)
        {
            throw AssetException.Unsupported($"The {format} is cut off: at byte {Position} it needs {count} more, and there are {Left}.");
        }
    }
}
