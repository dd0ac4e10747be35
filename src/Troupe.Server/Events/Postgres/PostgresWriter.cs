using Npgsql;
using NpgsqlTypes;

namespace Troupe.Server.Events.Postgres;

/// <summary>Writes groups of appends, each group in one transaction of two round trips: lock and look up, write and commit. Used by one task at a time.</summary>
internal sealed class PostgresWriter(NpgsqlDataSource source, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The channel on which servers tell each other that the log has grown; what is told is its head.</summary>
    public const string Channel = "troupe_events";

    private NpgsqlConnection? _connection;

    /// <summary>Writes a group. An append that conflicts changes nothing; the others are written. A group may be written again: what is there is known by its ids.</summary>
    /// <returns>The last position before it, what came of each append, and the facts that are durable now, in order.</returns>
    public async ValueTask<(long Head, IReadOnlyList<AppendOutcome> Outcomes, IReadOnlyList<EventEnvelope> Facts)> WriteAsync(IReadOnlyList<IReadOnlyList<StreamWrite>> appends)
    {
        try
        {
            _connection ??= await source.OpenConnectionAsync(CancellationToken.None);
            var (log, head) = await LockAsync(_connection, appends);
            var outcomes = appends.Select(log.Append).ToArray();
            await CommitAsync(_connection, log.Facts, head);
            return (head, outcomes, log.Facts);
        }
        catch
        {
            // A connection within a failed transaction is of no use; the server rolls back what it leaves.
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    // Each statement sees what was committed when it began, and those after the first begin when nobody else can write.
    private async ValueTask<(GroupLog Log, long Head)> LockAsync(NpgsqlConnection connection, IReadOnlyList<IReadOnlyList<StreamWrite>> appends)
    {
        var streams = appends.SelectMany(append => append).Select(write => write.Stream).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("BEGIN"),
                new NpgsqlBatchCommand("SELECT position FROM troupe.head FOR UPDATE"),
                new NpgsqlBatchCommand("""
                    SELECT (SELECT version FROM troupe.event WHERE event.tenant = asked.tenant AND event.kind = asked.kind AND event.stream = asked.stream ORDER BY version DESC LIMIT 1)
                    FROM unnest($1, $2, $3) WITH ORDINALITY AS asked (tenant, kind, stream, number) ORDER BY number
                    """)
                {
                    Parameters = { Texts(streams.Select(stream => stream.Tenant.Value)), Texts(streams.Select(stream => stream.Kind)), Texts(streams.Select(stream => stream.Id)) },
                },
                new NpgsqlBatchCommand("SELECT id, tenant, kind, stream, version, position FROM troupe.event WHERE id = ANY ($1)")
                {
                    Parameters = { new NpgsqlParameter { Value = appends.SelectMany(append => append).Select(write => write.Events[^1].Id).ToArray() } },
                },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.ReadAsync();
        var head = rows.GetInt64(0);
        await rows.NextResultAsync();
        var versions = new Dictionary<StreamId, long>();
        for (var index = 0; await rows.ReadAsync(); index++)
        {
            versions[streams[index]] = await rows.IsDBNullAsync(0) ? 0 : rows.GetInt64(0);
        }

        await rows.NextResultAsync();
        var known = new Dictionary<(StreamId Stream, Guid Id), (long Version, long Position)>();
        while (await rows.ReadAsync())
        {
            known[(new StreamId(new TenantId(rows.GetString(1)), rows.GetString(2), rows.GetString(3)), rows.GetGuid(0))] = (rows.GetInt64(4), rows.GetInt64(5));
        }

        return (new GroupLog(head, versions, known, time.GetUtcNow()), head);
    }

    private static async ValueTask CommitAsync(NpgsqlConnection connection, IReadOnlyList<EventEnvelope> facts, long head)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (facts.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO troupe.event SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            {
                Parameters =
                {
                    Numbers(facts.Select(fact => fact.Position)),
                    Texts(facts.Select(fact => fact.Stream.Tenant.Value)),
                    Texts(facts.Select(fact => fact.Stream.Kind)),
                    Texts(facts.Select(fact => fact.Stream.Id)),
                    Numbers(facts.Select(fact => fact.Version)),
                    new NpgsqlParameter { Value = facts.Select(fact => fact.Id).ToArray() },
                    Texts(facts.Select(fact => fact.Type)),
                    new NpgsqlParameter { Value = facts.Select(fact => fact.At.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                    new NpgsqlParameter { Value = facts.Select(fact => fact.Data.ToArray()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE troupe.head SET position = $1") { Parameters = { new NpgsqlParameter<long> { TypedValue = head + facts.Count } } });
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, $2)")
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = Channel },
                    new NpgsqlParameter<string> { TypedValue = (head + facts.Count).ToString(System.Globalization.CultureInfo.InvariantCulture) },
                },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new() { Value = values.ToArray() };

    private static NpgsqlParameter Numbers(IEnumerable<long> values) => new() { Value = values.ToArray() };
}
