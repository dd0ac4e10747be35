using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Troupe.Server.Events.Sqlite;

/// <summary>Failures of SQLite as failures of the store.</summary>
internal static class SqliteFailure
{
    private const int WriteFailed = raw.SQLITE_IOERR | (3 << 8);

    /// <summary>What a failure means to whoever asked.</summary>
    public static EventStoreException Of(SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new("storage_read_only", "No space is left on the disk of the log: nothing can be changed until there is. Reading goes on.", failure),
        _ when failure.SqliteExtendedErrorCode == WriteFailed => new("storage_read_only", $"The disk of the log does not take writes: {failure.Message} Reading goes on.", failure),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new("storage_unavailable", $"The log is damaged: {failure.Message} Restore it from a backup.", failure),
        _ => new("storage_unavailable", $"The log cannot be used: {failure.Message}", failure),
    };
}
