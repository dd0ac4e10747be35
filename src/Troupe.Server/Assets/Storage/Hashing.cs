using System.Buffers;
using System.Security.Cryptography;

namespace Troupe.Server.Assets.Storage;

/// <summary>Copies bytes and hashes them on the way.</summary>
internal static class Hashing
{
    /// <summary>64 KiB: what a socket and a disk take at once.</summary>
    public const int BufferBytes = 64 * 1024;

    /// <summary>Copies a stream to its end, or until it is longer than allowed.</summary>
    /// <param name="from">Where bytes come from.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="most">Bytes that are allowed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="head">Bytes that come before those of the stream.</param>
    /// <returns>The hash, and how many bytes came; more than <paramref name="most"/> when there are more than allowed, and then the rest is not read.</returns>
    public static async ValueTask<(AssetId Id, long Bytes)> CopyAsync(Stream from, Stream to, long most, CancellationToken cancellationToken, ReadOnlyMemory<byte> head = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            hash.AppendData(head.Span);
            await to.WriteAsync(head, cancellationToken);
            var bytes = (long)head.Length;
            while (await from.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellationToken) is > 0 and var read)
            {
                bytes += read;
                if (bytes > most)
                {
                    return (default, bytes);
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return (AssetId.Of(hash.GetHashAndReset()), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
