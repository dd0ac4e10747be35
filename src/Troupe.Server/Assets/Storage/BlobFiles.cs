using System.Runtime.InteropServices;
using System.Text;

namespace Troupe.Server.Assets.Storage;

/// <summary>Files for the server's user alone, and durable ones.</summary>
internal static class BlobFiles
{
    /// <summary>ENOSPC and EDQUOT of Linux (errno-base.h, errno.h): what .NET passes on as the HResult.</summary>
    private static readonly int[] NoSpace = [28, 122];

    /// <summary>Creates a file, mode 0600.</summary>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="options">What to do with it when it is closed.</param>
    public static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        var opening = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0, Options = options | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            opening.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, opening);
    }

    /// <summary>Makes the names in a folder durable: a file whose name is lost with the power is lost (fsync(2)).</summary>
    public static void FlushFolder(string folder)
    {
        // Windows has no such call, and NTFS keeps names in its journal.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int ReadOnly = 0;
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
        }

        var failed = Flush(descriptor) != 0;
        var errno = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"The folder {folder} cannot be flushed (errno {errno}).", errno);
        }
    }

    /// <summary>Deletes files of a folder that were written before a time, as a process that was killed leaves them.</summary>
    public static void DeleteOlder(string folder, DateTimeOffset before)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime))
            {
                file.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Explain(failure, folder);
        }
    }

    /// <summary>What a failure of files means to callers.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="folder">The folder that was meant.</param>
    public static BlobStoreException Explain(Exception failure, string folder) => NoSpace.Contains(failure.HResult)
        ? new BlobStoreException("storage_read_only", "No space is left for assets; those that are here can be read.", failure)
        : new BlobStoreException("storage_unavailable", $"Assets cannot be kept in {folder}: {failure.Message} Set Troupe:Assets:Folder to a folder that the server may write to.", failure);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
