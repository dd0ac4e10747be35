using System.Runtime.CompilerServices;
using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>Reads the log page by page, so that no transaction outlives a page. Thread-safe.</summary>
internal sealed class PostgresReader(NpgsqlDataSource source)
{
    // Pages grow while they are light: few round trips for a replay, and little in memory for a stream of large facts.
    private const int FewRows = 256;
    private const int MostRows = 8192;
    private const int LightPage = 1024 * 1024;
    private const string Columns = "SELECT position, tenant, kind, stream, version, id, type, at, data FROM troupe.event";

    /// <summary>Facts of a stream after a version.</summary>
    public IAsyncEnumerable<EventEnvelope> ReadStreamAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        PagesAsync($"{Columns} WHERE version > $1 AND tenant = $3 AND kind = $4 AND stream = $5 ORDER BY version LIMIT $2", EventFilter.Of(stream), afterVersion, envelope => envelope.Version, cancellationToken);

    /// <summary>Facts that pass, after a position.</summary>
    public IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken)
    {
        var conditions = ((string Column, string? Value)[])[("tenant", filter.Tenant?.Value), ("kind", filter.Kind), ("stream", filter.Id)];
        var asked = conditions.Where(condition => condition.Value is not null).Select((condition, index) => $" AND {condition.Column} = ${index + 3}");

        // Within a stream versions rise as positions do, and have an index.
        var order = filter.Id is null ? "position" : "version";
        return PagesAsync($"{Columns} WHERE position > $1{string.Concat(asked)} ORDER BY {order} LIMIT $2", filter, afterPosition, envelope => envelope.Position, cancellationToken);
    }

    /// <summary>The last position; 0 when there is none.</summary>
    public async ValueTask<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT position FROM troupe.head");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The snapshot of a stream.</summary>
    public async ValueTask<StreamSnapshot?> FindSnapshotAsync(StreamId stream, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT version, shape, state FROM troupe.snapshot WHERE tenant = $1 AND kind = $2 AND stream = $3");
        Add(command, EventFilter.Of(stream));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? new StreamSnapshot(rows.GetInt64(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)) : null;
    }

    /// <summary>Saves a snapshot.</summary>
    public async ValueTask SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "INSERT INTO troupe.snapshot (tenant, kind, stream, version, shape, state) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, kind, stream) DO UPDATE SET version = excluded.version, shape = excluded.shape, state = excluded.state");
        Add(command, EventFilter.Of(stream));
        command.Parameters.Add(new NpgsqlParameter { Value = snapshot.Version });
        command.Parameters.Add(new NpgsqlParameter { Value = snapshot.Schema });
        command.Parameters.Add(new NpgsqlParameter { Value = snapshot.State.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async IAsyncEnumerable<EventEnvelope> PagesAsync(string sql, EventFilter filter, long after, Func<EventEnvelope, long> placeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = FewRows;
        while (true)
        {
            var (facts, bytes) = await PageAsync(sql, filter, after, rows, cancellationToken);
            foreach (var envelope in facts)
            {
                yield return envelope;
            }

            if (facts.Count < rows)
            {
                yield break;
            }

            after = placeOf(facts[^1]);
            rows = bytes < LightPage ? Math.Min(rows * 4, MostRows) : FewRows;
        }
    }

    private async ValueTask<(List<EventEnvelope> Facts, int Bytes)> PageAsync(string sql, EventFilter filter, long after, int most, CancellationToken cancellationToken)
    {
        var (facts, bytes) = (new List<EventEnvelope>(), 0);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        Add(command, filter);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            facts.Add(new EventEnvelope(
                rows.GetInt64(0),
                new StreamId(new TenantId(rows.GetString(1)), rows.GetString(2), rows.GetString(3)),
                rows.GetInt64(4),
                rows.GetGuid(5),
                rows.GetString(6),
                new DateTimeOffset(rows.GetDateTime(7), TimeSpan.Zero),
                rows.GetFieldValue<byte[]>(8)));
            bytes += facts[^1].Data.Length;
        }

        return (facts, bytes);
    }

    private static void Add(NpgsqlCommand command, EventFilter filter)
    {
        foreach (var value in (string?[])[filter.Tenant?.Value, filter.Kind, filter.Id])
        {
            if (value is not null)
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            }
        }
    }
}
