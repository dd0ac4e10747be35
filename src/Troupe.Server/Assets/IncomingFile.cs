using Microsoft.Extensions.Options;
using Troupe.Server.Assets.Formats;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Events;

namespace Troupe.Server.Assets;

/// <summary>A file that is being uploaded: on the disk, not in memory, and gone when it is disposed of.</summary>
internal sealed class IncomingFile : IAsyncDisposable
{
    private readonly FileStream _file;

    private IncomingFile(FileStream file) => _file = file;

    /// <summary>What it is.</summary>
    public required AssetFormat Format { get; init; }

    /// <summary>Its hash.</summary>
    public AssetId Id { get; private set; }

    /// <summary>How large it is.</summary>
    public long Bytes { get; private set; }

    /// <summary>Opens the way of uploads: tells the format by the first bytes.</summary>
    /// <param name="options">Where files lie, and what is allowed.</param>
    /// <param name="body">The body; its first bytes are read.</param>
    /// <param name="declared">The media type that it says it has.</param>
    /// <param name="length">The length that it says it has; null when it does not say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file, and the bytes that were read.</returns>
    /// <exception cref="AssetException">It is of no kind that is kept, or too large.</exception>
    public static async ValueTask<(IncomingFile File, byte[] Head)> BeginAsync(IOptions<AssetsOptions> options, Stream body, string? declared, long? length, CancellationToken cancellationToken)
    {
        var head = new byte[AssetFormats.HeadBytes];
        var read = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var format = AssetFormats.Find(head.AsSpan(0, read), declared);
        if (length > format.MostBytes(options.Value.Limits))
        {
            throw TooLarge(format, options.Value.Limits);
        }

        return (new IncomingFile(Create(options.Value)) { Format = format }, head[..read]);
    }

    /// <summary>Takes the body, checks it, and cleans it if its format is one that is cleaned.</summary>
    /// <param name="options">Where files lie, and what is allowed.</param>
    /// <param name="head">What was read of the body.</param>
    /// <param name="body">The rest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AssetException">It is broken, or too large.</exception>
    public async ValueTask<(IncomingFile File, AssetFacts Facts)> TakeAsync(IOptions<AssetsOptions> options, byte[] head, Stream body, CancellationToken cancellationToken)
    {
        var limits = options.Value.Limits;
        var most = Format.MostBytes(limits);
        (Id, Bytes) = await Hashing.CopyAsync(body, _file, most, cancellationToken, head);
        if (Bytes > most)
        {
            throw TooLarge(Format, limits);
        }

        _file.Position = 0;
        if (Format is not ICleansed cleansed)
        {
            return (this, Format.Check(_file, Bytes, limits));
        }

        var clean = new IncomingFile(Create(options.Value)) { Format = Format };
        try
        {
            var facts = cleansed.Cleanse(_file, clean._file, limits);
            clean._file.Position = 0;
            (clean.Id, clean.Bytes) = await Hashing.CopyAsync(clean._file, Stream.Null, long.MaxValue, cancellationToken);
            return (clean, facts);
        }
        catch
        {
            await clean.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes, from the beginning.</summary>
    public Stream Open()
    {
        _file.Position = 0;
        return _file;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static FileStream Create(AssetsOptions options)
    {
        var folder = Path.Combine(options.Folder, FolderBlobStore.Incoming);
        try
        {
            PrivateFiles.MakeFolder(folder);
            return BlobFiles.Create(Path.Combine(folder, Guid.NewGuid().ToString("N")), FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BlobFiles.Explain(failure, folder);
        }
    }

    private static AssetException TooLarge(AssetFormat format, FormatOptions limits) =>
        AssetException.TooLarge($"The {format.Name} has more than {format.MostBytes(limits)} bytes.", format.MostBytes(limits));
}
