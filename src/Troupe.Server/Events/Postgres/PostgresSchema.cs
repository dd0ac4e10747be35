using System.Globalization;
using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>The tables, step by step, in the schema <c>troupe</c>. A step that was released never changes; a new one is added at the end.</summary>
internal static class PostgresSchema
{
    // Any number that nobody else uses: servers that start together migrate one after another.
    private const long MigrationLock = 0x54525045;

    // The one row of head is what writers of all servers wait for, so the order of commits is the order of positions.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE troupe.head (position bigint NOT NULL);
        INSERT INTO troupe.head VALUES (0);
        CREATE TABLE troupe.event (
            position bigint PRIMARY KEY,
            tenant text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, stream text COLLATE "C" NOT NULL, version bigint NOT NULL,
            id uuid NOT NULL, type text COLLATE "C" NOT NULL, at timestamptz NOT NULL, data bytea NOT NULL);
        CREATE UNIQUE INDEX event_of_stream ON troupe.event (tenant, kind, stream, version);
        CREATE INDEX event_of_tenant ON troupe.event (tenant, position);
        CREATE INDEX event_by_id ON troupe.event (id);
        CREATE TABLE troupe.snapshot (
            tenant text COLLATE "C", kind text COLLATE "C", stream text COLLATE "C", version bigint NOT NULL, shape text NOT NULL, state bytea NOT NULL,
            PRIMARY KEY (tenant, kind, stream));
        """,
    ];

    /// <summary>Brings a data base to the newest tables.</summary>
    /// <exception cref="EventStoreException">A newer release wrote it.</exception>
    public static async Task MigrateAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await IsNewestAsync(connection, cancellationToken))
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var begin = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({MigrationLock}); CREATE SCHEMA IF NOT EXISTS troupe; CREATE TABLE IF NOT EXISTS troupe.step (number int PRIMARY KEY);"), connection, transaction);
        await begin.ExecuteNonQueryAsync(cancellationToken);
        await using var last = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM troupe.step", connection, transaction);
        var version = (int)(await last.ExecuteScalarAsync(cancellationToken))!;
        if (version > Steps.Length)
        {
            throw new EventStoreException(
                "storage_unavailable",
                $"The data base {connection.Database} was written by a newer release (its tables have version {version}, this one knows {Steps.Length}). Start that release, or restore a backup from before it.");
        }

        for (var step = version; step < Steps.Length; step++)
        {
            await using var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"{Steps[step]} INSERT INTO troupe.step VALUES ({step + 1});"), connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // A data base that takes no writes can still be read.
    private static async Task<bool> IsNewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var made = new NpgsqlCommand("SELECT to_regclass('troupe.step') IS NOT NULL", connection);
        if (!(bool)(await made.ExecuteScalarAsync(cancellationToken))!)
        {
            return false;
        }

        await using var last = new NpgsqlCommand("SELECT max(number) FROM troupe.step", connection);
        return await last.ExecuteScalarAsync(cancellationToken) is int version && version == Steps.Length;
    }
}
