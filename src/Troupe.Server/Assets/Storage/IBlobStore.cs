namespace Troupe.Server.Assets.Storage;

/// <summary>
/// Keeps bytes by their hash. It knows no tenants: who may see what stands in the log. Thread-safe. Every method throws <see cref="BlobStoreException"/> when the store cannot do it.
/// </summary>
internal interface IBlobStore
{
    /// <summary>Keeps bytes. They are there for everyone at once, whole, and durable when this returns; bytes that are there already are written again and count as new.</summary>
    /// <param name="id">Their hash.</param>
    /// <param name="content">The bytes, from where the stream stands to its end.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="cancellationToken">Gives up; then nothing is kept.</param>
    /// <exception cref="InvalidDataException">The bytes are others than <paramref name="id"/> and <paramref name="length"/> say; nothing is kept.</exception>
    ValueTask PutAsync(AssetId id, Stream content, long length, CancellationToken cancellationToken);

    /// <summary>What is known of bytes; null when they are not here.</summary>
    ValueTask<Blob?> FindAsync(AssetId id, CancellationToken cancellationToken);

    /// <summary>Opens a part of bytes; null when they are not here. The caller disposes of the stream.</summary>
    /// <param name="id">Their hash.</param>
    /// <param name="offset">The first byte, less than their length.</param>
    /// <param name="length">How many, one or more, no more than there are behind <paramref name="offset"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<Stream?> OpenAsync(AssetId id, long offset, long length, CancellationToken cancellationToken);

    /// <summary>Forgets bytes; nothing happens when they are not here. Streams that are open may be cut off.</summary>
    ValueTask DeleteAsync(AssetId id, CancellationToken cancellationToken);

    /// <summary>All that is kept, in no order. What comes or goes meanwhile may be in it or not.</summary>
    IAsyncEnumerable<Blob> ListAsync(CancellationToken cancellationToken);
}

/// <summary>Bytes that are kept.</summary>
/// <param name="Id">Their hash.</param>
/// <param name="Bytes">How many.</param>
/// <param name="WrittenAt">When they were last put.</param>
internal sealed record Blob(AssetId Id, long Bytes, DateTimeOffset WrittenAt);

/// <summary>The store of bytes cannot do what it was asked.</summary>
/// <param name="code">A code of <see cref="Contracts.ErrorCodes"/>: <c>storage_read_only</c> (no space is left) or <c>storage_unavailable</c>.</param>
/// <param name="message">What happened and the way out.</param>
/// <param name="cause">The failure beneath.</param>
internal sealed class BlobStoreException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
