using System.Net.Sockets;
using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>Failures of PostgreSQL as failures of the store.</summary>
internal static class PostgresFailure
{
    /// <summary>Whether a failure is one of the data base or of the way to it.</summary>
    public static bool Is(Exception failure) => failure is NpgsqlException or TimeoutException or SocketException or IOException;

    /// <summary>What a failure means to whoever asked.</summary>
    public static EventStoreException Of(Exception failure) => (failure as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DiskFull => new("storage_read_only", "No space is left on the disk of the data base: nothing can be changed until there is. Reading goes on.", failure),
        PostgresErrorCodes.ReadOnlySqlTransaction => new("storage_read_only", "The data base takes no writes, as one that follows another. Reading goes on.", failure),
        _ => new("storage_unavailable", $"The data base cannot be used: {failure.Message}", failure),
    };
}
