using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Troupe.Server.Events.Sqlite;

/// <summary>Some facts of the log, read in one go.</summary>
/// <param name="Facts">Those that pass.</param>
/// <param name="Reached">The position, or version of a stream, up to which the log was read.</param>
/// <param name="IsEnd">Whether that is its end.</param>
internal readonly record struct FactPage(IReadOnlyList<EventEnvelope> Facts, long Reached, bool IsEnd);

/// <summary>A connection that reads, with its statements prepared. Used by one reader at a time; no transaction outlives a page, so a slow consumer never holds the write-ahead log back.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const int MostRows = 1024;
    private const int MostBytes = 4 * 1024 * 1024;
    private const string Columns = "SELECT position, stream, version, id, type, at, data FROM event";
    private static readonly string OfTenant = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT position, stream, version, id, type, at, data
        FROM tenant_span CROSS JOIN event ON position BETWEEN span * {TenantSpans.Length} AND (span + 1) * {TenantSpans.Length} - 1
        WHERE tenant_span.tenant = $key AND span >= $after / {TenantSpans.Length} AND event.tenant = $key AND position > $after
        ORDER BY span, position LIMIT $rows
        """);

    private readonly SqliteConnection _connection;
    private readonly StreamNumbers _numbers;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteReader(SqliteConnection connection, StreamNumbers numbers)
    {
        (_connection, _numbers) = (connection, numbers);
        SqliteSchema.Execute(connection, "PRAGMA query_only = 1");
    }

    /// <summary>Facts of a stream after a version.</summary>
    public FactPage ReadStream(StreamId stream, long afterVersion) =>
        _numbers.NumberOf(stream, _connection) is { } number
            ? Page($"{Columns} WHERE stream = $key AND version > $after ORDER BY version LIMIT $rows", number, afterVersion, new EventFilter(), envelope => envelope.Version)
            : new FactPage([], afterVersion, IsEnd: true);

    /// <summary>Facts that pass, after a position.</summary>
    public FactPage Read(EventFilter filter, long afterPosition)
    {
        if (filter is { Tenant: { } owner, Kind: { } kind, Id: { } id })
        {
            // The index of a stream holds positions too: what lies before the one asked for is skipped inside it.
            return _numbers.NumberOf(new StreamId(owner, kind, id), _connection) is { } number
                ? Page($"{Columns} WHERE stream = $key AND position > $after ORDER BY version LIMIT $rows", number, afterPosition, filter, envelope => envelope.Position)
                : new FactPage([], afterPosition, IsEnd: true);
        }

        if (filter.Tenant is { } tenant)
        {
            return _numbers.NumberOf(tenant, _connection) is { } number
                ? Page(OfTenant, number, afterPosition, filter, envelope => envelope.Position)
                : new FactPage([], afterPosition, IsEnd: true);
        }

        return Page($"{Columns} WHERE position > $after ORDER BY position LIMIT $rows", key: null, afterPosition, filter, envelope => envelope.Position);
    }

    /// <summary>The last position; 0 when there is none.</summary>
    public long Head() => Command("SELECT max(position) FROM event").ExecuteScalar() as long? ?? 0;

    /// <summary>The snapshot of a stream.</summary>
    public StreamSnapshot? FindSnapshot(StreamId stream)
    {
        if (_numbers.NumberOf(stream, _connection) is not { } number)
        {
            return null;
        }

        var command = Command("SELECT version, shape, state FROM snapshot WHERE stream = $key");
        Set(command, "$key", number);
        using var rows = command.ExecuteReader();
        return rows.Read() ? new StreamSnapshot(rows.GetInt64(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private FactPage Page(string sql, long? key, long after, EventFilter filter, Func<EventEnvelope, long> placeOf)
    {
        var command = Command(sql);
        if (key is { } number)
        {
            Set(command, "$key", number);
        }

        Set(command, "$after", after);
        Set(command, "$rows", MostRows);
        var (facts, reached, count, bytes) = (new List<EventEnvelope>(), after, 0, 0);
        using var rows = command.ExecuteReader();
        while (bytes < MostBytes && rows.Read())
        {
            var envelope = EnvelopeOf(rows.Handle!);
            (reached, count, bytes) = (placeOf(envelope), count + 1, bytes + envelope.Data.Length);
            if (filter.Passes(envelope.Stream))
            {
                facts.Add(envelope);
            }
        }

        return new FactPage(facts, reached, IsEnd: count < MostRows && bytes < MostBytes);
    }

    // Straight from the statement: a replay reads a million of these.
    private EventEnvelope EnvelopeOf(sqlite3_stmt row) => new(
        raw.sqlite3_column_int64(row, 0),
        _numbers.StreamOf(raw.sqlite3_column_int64(row, 1), _connection),
        raw.sqlite3_column_int64(row, 2),
        new Guid(raw.sqlite3_column_blob(row, 3), bigEndian: true),
        raw.sqlite3_column_text(row, 4).utf8_to_string(),
        DateTimeOffset.UnixEpoch.AddTicks(raw.sqlite3_column_int64(row, 5) * TimeSpan.TicksPerMicrosecond),
        raw.sqlite3_column_blob(row, 6).ToArray());

    private SqliteCommand Command(string sql)
    {
        ref var command = ref CollectionsMarshal.GetValueRefOrAddDefault(_commands, sql, out _);
        if (command is null)
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
        }

        return command;
    }

    private static void Set(SqliteCommand command, string name, long value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
        }
        else
        {
            command.Parameters.AddWithValue(name, value);
        }
    }
}
