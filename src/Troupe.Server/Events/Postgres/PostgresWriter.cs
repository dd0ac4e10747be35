using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>
/// Writes groups of appends, each group in one transaction: in one round trip while nobody else writes, else in two that lock and look up, then write and commit.
/// Used by one task at a time.
/// </summary>
internal sealed class PostgresWriter(NpgsqlDataSource source, TimeProvider time) : IAsyncDisposable
{
    private readonly PostgresVersions _versions = new();
    private NpgsqlConnection? _connection;

    /// <summary>Writes a group. An append that conflicts changes nothing; the others are written. A group may be written again: what is there is known by its ids.</summary>
    /// <returns>The last position before it, what came of each append, and the facts that are durable now, in order.</returns>
    public async ValueTask<(long Head, IReadOnlyList<AppendOutcome> Outcomes, IReadOnlyList<EventEnvelope> Facts)> WriteAsync(IReadOnlyList<IReadOnlyList<StreamWrite>> appends)
    {
        try
        {
            _connection ??= await ConnectAsync();
            if (_versions.Guess(appends.SelectMany(append => append), time.GetUtcNow()) is { } guess)
            {
                // A conflict is only believed where it is looked up.
                var guessed = appends.Select(guess.Append).ToArray();
                if (guessed.All(outcome => outcome is AppendOutcome.Appended { Repeated: false }) && await TryWriteAsync(_connection, appends, guess))
                {
                    _versions.Learn(guess.Head, guess);
                    return (guess.Head, guessed, guess.Facts);
                }

                _versions.Wrong();
            }

            var log = await LockAsync(_connection, appends);
            var outcomes = appends.Select(log.Append).ToArray();
            await CommitAsync(_connection, log);
            _versions.Learn(log.Head, log);
            return (log.Head, outcomes, log.Facts);
        }
        catch
        {
            // A connection within a failed transaction is of no use; the server rolls back what it leaves.
            _versions.Wrong();
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

    // All that a writer looks for has an index. Before the data base has gathered statistics it takes an id for one of many alike, and would read the whole log to find one. The one row of the head
    // has none: reading it counts as very dear then, and must not be compiled for that. A plan is the same whatever a group holds, and to plan takes longer than to write.
    private async ValueTask<NpgsqlConnection> ConnectAsync()
    {
        var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    // Each statement sees what was committed when it began, and those after the first begin when nobody else can write.
    private async ValueTask<GroupLog> LockAsync(NpgsqlConnection connection, IReadOnlyList<IReadOnlyList<StreamWrite>> appends)
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
                    Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. LastIds(appends)] } },
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

        return new GroupLog(head, versions, known, time.GetUtcNow());
    }

    // Only an append to the end of its streams needs to be looked for: where another is there already, the versions that it names are taken.
    private static async ValueTask<bool> TryWriteAsync(NpgsqlConnection connection, IReadOnlyList<IReadOnlyList<StreamWrite>> appends, GroupLog log)
    {
        Guid[] loose = [.. LastIds(appends.Where(append => append.All(write => write.Expected == StreamWrite.AnyVersion)))];
        await using var write = new NpgsqlCommand(PostgresRows.InsertWhere(loose.Length > 0, log.Facts.Count), connection);
        write.Parameters.Add(new NpgsqlParameter<long> { TypedValue = log.Head });
        write.Parameters.Add(new NpgsqlParameter<long> { TypedValue = log.Head + log.Facts.Count });
        if (loose.Length > 0)
        {
            write.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = loose });
        }

        PostgresRows.Add(write.Parameters, log.Facts);
        try
        {
            return await write.ExecuteNonQueryAsync() == log.Facts.Count;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private static async ValueTask CommitAsync(NpgsqlConnection connection, GroupLog log)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (log.Facts.Count > 0)
        {
            var insert = new NpgsqlBatchCommand(PostgresRows.Insert);
            PostgresRows.AddColumns(insert.Parameters, log.Facts);
            batch.BatchCommands.Add(insert);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE troupe.head SET position = $1") { Parameters = { new NpgsqlParameter<long> { TypedValue = log.Head + log.Facts.Count } } });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    private static IEnumerable<Guid> LastIds(IEnumerable<IReadOnlyList<StreamWrite>> appends) => appends.SelectMany(append => append).Select(write => write.Events[^1].Id);

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values] };
}
