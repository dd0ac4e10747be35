using System.Runtime.CompilerServices;
using Troupe.Server.Events;

namespace Troupe.Server.Assets.Storage;

/// <summary>
/// Bytes as files: <c>ab/cd/abcd…</c>, so that no folder grows long (65,536 folders, 15 files in each at a million). A file is written beside, flushed and renamed, so a name
/// is there with all its bytes or not at all. Files can only be read (0400), by the server's user alone.
/// </summary>
internal sealed class FolderBlobStore(string folder, TimeProvider time) : IBlobStore
{
    /// <summary>Name of the folder of files under way.</summary>
    public const string Incoming = "incoming";

    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public async ValueTask PutAsync(AssetId id, Stream content, long length, CancellationToken cancellationToken)
    {
        var incoming = Path.Combine(_folder, Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            PrivateFiles.MakeFolder(Path.Combine(_folder, Incoming));
            await WriteAsync(incoming, id, content, length, cancellationToken);
            var path = PathOf(id);
            var shelf = Path.GetDirectoryName(path)!;
            var isNew = !Directory.Exists(shelf);
            PrivateFiles.MakeFolder(shelf);
            File.Move(incoming, path, overwrite: true);
            BlobFiles.FlushFolder(shelf);
            if (isNew)
            {
                BlobFiles.FlushFolder(Path.GetDirectoryName(shelf)!);
                BlobFiles.FlushFolder(_folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BlobFiles.Explain(failure, _folder);
        }
        finally
        {
            if (File.Exists(incoming))
            {
                File.Delete(incoming);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Blob?> FindAsync(AssetId id, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(id));
        return new ValueTask<Blob?>(file.Exists ? new Blob(id, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)) : null);
    }

    /// <inheritdoc/>
    public ValueTask<Stream?> OpenAsync(AssetId id, long offset, long length, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(PathOf(id), new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous });
            file.Position = offset;
            return new ValueTask<Stream?>(new PartStream(file, length));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ValueTask<Stream?>((Stream?)null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BlobFiles.Explain(failure, _folder);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(AssetId id, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(PathOf(id)))
            {
                File.Delete(PathOf(id));
            }

            return ValueTask.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BlobFiles.Explain(failure, _folder);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Blob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AssetId.TryParse(Path.GetFileName(path), out var id) && path == PathOf(id) && await FindAsync(id, cancellationToken) is { } blob)
            {
                yield return blob;
            }
        }
    }

    private string PathOf(AssetId id) => Path.Combine(_folder, id.Value[..2], id.Value[2..4], id.Value);

    private async ValueTask WriteAsync(string path, AssetId id, Stream content, long length, CancellationToken cancellationToken)
    {
        await using (var file = BlobFiles.Create(path))
        {
            var (found, bytes) = await Hashing.CopyAsync(content, file, length, cancellationToken);
            if (found != id || bytes != length)
            {
                throw new InvalidDataException($"The bytes are not those of {id}.");
            }

            file.Flush(flushToDisk: true);
        }

        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        }
    }
}
