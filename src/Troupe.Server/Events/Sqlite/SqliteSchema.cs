using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>The tables, step by step. A step that was released never changes; a new one is added at the end.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as a log of this server: <c>TRPE</c> in ASCII.</summary>
    private const int ApplicationId = 0x54525045;

    // A position is the row's key, so each index holds it too.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE tenant (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE stream (number INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (tenant, kind, id)) STRICT;
        CREATE TABLE event (
            position INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, stream INTEGER NOT NULL, version INTEGER NOT NULL,
            id BLOB NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX event_of_stream ON event (stream, version);
        CREATE INDEX event_of_tenant ON event (tenant);
        CREATE INDEX event_by_id ON event (id);
        CREATE TABLE snapshot (stream INTEGER PRIMARY KEY, version INTEGER NOT NULL, shape TEXT NOT NULL, state BLOB NOT NULL) STRICT;
        """,

        // Each page that an append touches is flushed with it. Ids are indexed many at a time, as far as the one row of id_reach tells; where a tenant has facts is noted once for a span.
        """
        CREATE TABLE event_id (id BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (id, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE id_reach (position INTEGER NOT NULL) STRICT;
        INSERT INTO event_id SELECT id, position FROM event ORDER BY id;
        INSERT INTO id_reach SELECT coalesce(max(position), 0) FROM event;
        CREATE TABLE tenant_span (tenant INTEGER NOT NULL, span INTEGER NOT NULL, PRIMARY KEY (tenant, span)) STRICT, WITHOUT ROWID;
        INSERT INTO tenant_span SELECT DISTINCT tenant, position / 64 FROM event;
        DROP INDEX event_by_id;
        DROP INDEX event_of_tenant;
        """,
    ];

    /// <summary>Brings a data base to the newest tables.</summary>
    /// <exception cref="EventStoreException">It is no log of this server, or of a newer one.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (version > Steps.Length)
        {
            throw new EventStoreException(
                "storage_unavailable",
                $"{connection.DataSource} was written by a newer release (its tables have version {version}, this one knows {Steps.Length}). Start that release, or restore a backup from before it.");
        }

        if (version > 0 ? Number(connection, "PRAGMA application_id") != ApplicationId : Number(connection, "SELECT count(*) FROM sqlite_master") > 0)
        {
            throw new EventStoreException("storage_unavailable", $"{connection.DataSource} is no log of this server. Move it away, or set Troupe:Events:Folder to another folder.");
        }

        for (var step = version; step < Steps.Length; step++)
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE; {Steps[step]} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {step + 1}; COMMIT;"));
        }
    }

    /// <summary>Does a statement.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
