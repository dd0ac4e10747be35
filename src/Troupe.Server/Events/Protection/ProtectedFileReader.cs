using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Troupe.Server.Events.Protection;

/// <summary>Opens what <see cref="ProtectedFileWriter"/> sealed, frame by frame. A frame that a process did not write to its end is left out. Not thread-safe.</summary>
internal sealed class ProtectedFileReader : IDisposable
{
    private readonly byte[] _nonce = new byte[SubjectKey.NonceSize];
    private readonly Stream _file;
    private readonly AesGcm? _cipher;
    private readonly long _begin;
    private long _frames;

    private ProtectedFileReader(Stream file, byte[]? own, bool isErased)
    {
        (_file, _cipher, _begin, IsErased) = (file, own is null ? null : new AesGcm(own, SubjectKey.TagSize), file.Position, isErased);
        CryptographicOperations.ZeroMemory(own);
    }

    /// <summary>Whether the person was erased: there is nothing to be read, for good.</summary>
    public bool IsErased { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, at its beginning; disposed with the reader.</param>
    /// <param name="keyring">The keys of persons.</param>
    /// <param name="tenant">The tenant that it was sealed for.</param>
    /// <param name="place">The name that it was sealed under.</param>
    /// <exception cref="ProtectionException">It was changed or sealed under another name, or its key is not here.</exception>
    /// <exception cref="EventStoreException">The key store cannot be reached.</exception>
    public static ProtectedFileReader Open(Stream file, Keyring keyring, TenantId tenant, string place)
    {
        try
        {
            if (ProtectedFileHeader.Read(file) is not { } header)
            {
                return new ProtectedFileReader(file, own: null, isErased: false);
            }

            var own = keyring.Open(tenant, header.Key, header.DataKey, ProtectedFileHeader.PlaceOf(place, header.Key));
            return new ProtectedFileReader(file, own, isErased: own is null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The next frame in clear; null after the last.</summary>
    /// <exception cref="ProtectionException">The frame was changed, or does not stand where it was written.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var head = new byte[ProtectedFileHeader.LengthSize];
        if (_cipher is null || await _file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length
            || BinaryPrimitives.ReadInt32LittleEndian(head) is var length && (length <= 0 || length > _file.Length - _file.Position - SubjectKey.TagSize))
        {
            return null;
        }

        var (sealedFrame, clear) = (new byte[length + SubjectKey.TagSize], new byte[length]);
        await _file.ReadExactlyAsync(sealedFrame, cancellationToken);
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(SubjectKey.NonceSize - sizeof(long)), _frames++);
        try
        {
            _cipher.Decrypt(_nonce, sealedFrame.AsSpan(0, length), sealedFrame.AsSpan(length), clear);
            return clear;
        }
        catch (CryptographicException failure)
        {
            throw new ProtectionException($"Frame {_frames} of the file was changed, or does not stand where it was written.", failure);
        }
    }

    /// <summary>Reads all of it, to find out whether it is as it was written, and goes back to its beginning.</summary>
    /// <exception cref="ProtectionException">It is not.</exception>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is not null)
        {
        }

        (_file.Position, _frames) = (_begin, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cipher?.Dispose();
        _file.Dispose();
    }
}
