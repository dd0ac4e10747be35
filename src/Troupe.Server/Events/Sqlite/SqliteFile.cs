using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>The data base file in its folder: made for this user alone, used by one process at a time.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly FileStream _lock;

    private SqliteFile(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Takes the file of a folder; both are made when they do not exist.</summary>
    /// <exception cref="EventStoreException">The folder cannot be used, or another process uses it.</exception>
    public static SqliteFile Take(string folder)
    {
        folder = System.IO.Path.GetFullPath(folder);
        var path = System.IO.Path.Combine(folder, "events.db");
        try
        {
            PrivateFiles.MakeFolder(folder);
            var held = PrivateFiles.Open(System.IO.Path.Combine(folder, "events.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
                PrivateFiles.FlushFolder(folder);
                return new SqliteFile(path, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (IOException busy) when (File.Exists(System.IO.Path.Combine(folder, "events.lock")))
        {
            throw new EventStoreException("storage_unavailable", $"Another server uses the log in {folder}. Stop it, or set Troupe:Events:Folder to another folder, or Troupe:Events:Store to Memory for a trial.", busy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EventStoreException("storage_unavailable", $"The log cannot be kept in {folder}: {failure.Message} Set Troupe:Events:Folder to a folder that the server may write to.", failure);
        }
    }

    /// <summary>Opens a connection.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
