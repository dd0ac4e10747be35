using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Troupe.Server.Events.Protection;

/// <summary>Seals what is written for a person, one frame for each write; <see cref="ProtectedFileReader"/> opens it. The file is made, and the person's key looked for, with the first write: whoever begins waits for no disk.</summary>
/// <param name="create">Makes the file; it is disposed with this.</param>
/// <param name="keyring">The keys of persons.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="subject">The person.</param>
/// <param name="place">Names the file: it is opened under the same name alone.</param>
internal sealed class ProtectedFileWriter(Func<Stream> create, Keyring keyring, TenantId tenant, string subject, string place) : Stream
{
    private readonly byte[] _nonce = new byte[SubjectKey.NonceSize];
    private Stream? _file;
    private AesGcm? _cipher;
    private byte[] _frame = [];
    private long _frames;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Seals a frame.</summary>
    /// <exception cref="ProtectionException">The person was erased: nothing of theirs is kept.</exception>
    /// <exception cref="EventStoreException">The key store cannot be reached.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _file ??= await OpenAsync(cancellationToken);
        await _file.WriteAsync(Seal(buffer.Span), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A sealed file is written asynchronously.");

    /// <inheritdoc/>
    public override void Flush() => _file?.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => _file?.FlushAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _cipher?.Dispose();
        await (_file?.DisposeAsync() ?? default);
        await base.DisposeAsync();
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var own = RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size);
        var (key, data) = keyring.Seal(tenant, subject, origin: null, own, used => ProtectedFileHeader.PlaceOf(place, used));
        if (data is null)
        {
            throw new ProtectionException("The person was erased, and nothing is kept of them.");
        }

        _cipher = new AesGcm(own, SubjectKey.TagSize);
        CryptographicOperations.ZeroMemory(own);
        var file = create();
        await file.WriteAsync(new ProtectedFileHeader(ProtectedFileHeader.Name, ProtectedFileHeader.Latest, key, data).Write(), cancellationToken);
        return file;
    }

    private ReadOnlyMemory<byte> Seal(ReadOnlySpan<byte> clear)
    {
        var size = ProtectedFileHeader.LengthSize + clear.Length + SubjectKey.TagSize;
        if (_frame.Length < size)
        {
            _frame = new byte[size * 2];
        }

        var frame = _frame.AsSpan(0, size);
        BinaryPrimitives.WriteInt32LittleEndian(frame, clear.Length);
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(SubjectKey.NonceSize - sizeof(long)), _frames++);
        _cipher!.Encrypt(_nonce, clear, frame[ProtectedFileHeader.LengthSize..^SubjectKey.TagSize], frame[^SubjectKey.TagSize..]);
        return _frame.AsMemory(0, size);
    }
}
