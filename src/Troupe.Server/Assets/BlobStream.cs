using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Assets;

/// <summary>Bytes of a store as a stream that can be sought in: a part is opened where reading begins.</summary>
internal sealed class BlobStream(IBlobStore blobs, Blob blob) : Stream
{
    private Stream? _part;
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => blob.Bytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= blob.Bytes || buffer.Length == 0)
        {
            return 0;
        }

        _part ??= await blobs.OpenAsync(blob.Id, _position, blob.Bytes - _position, cancellationToken)
            ?? throw new BlobStoreException("storage_unavailable", $"The bytes of {blob.Id} are gone.");
        var read = await _part.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read > 0 ? read : throw new BlobStoreException("storage_unavailable", $"The bytes of {blob.Id} are cut off.");
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Stores are read asynchronously.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => blob.Bytes + offset };
        if (position != _position)
        {
            _part?.Dispose();
            _part = null;
            _position = position;
        }

        return _position;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _part?.Dispose();
        }

        base.Dispose(disposing);
    }
}
