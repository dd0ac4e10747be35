using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>Writes groups of appends, each group in one transaction. Used by one thread at a time.</summary>
internal sealed class SqliteWriter : IDisposable
{
    // About 20 MB.
    private const int MostKnown = 100_000;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Dictionary<StreamId, (long Tenant, long Number, long Version)> _streams = [];
    private readonly EventIds _ids;
    private readonly TenantSpans _spans;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _findTenant;
    private readonly SqliteCommand _addTenant;
    private readonly SqliteCommand _findStream;
    private readonly SqliteCommand _addStream;
    private readonly SqliteCommand _addEvent;
    private readonly SqliteCommand _saveSnapshot;

    /// <param name="connection">A connection of its own.</param>
    /// <param name="time">Tells when a fact was appended.</param>
    public SqliteWriter(SqliteConnection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        (_ids, _spans) = (new EventIds(connection), new TenantSpans(connection));
        (_begin, _commit) = (connection.Statement("BEGIN IMMEDIATE"), connection.Statement("COMMIT"));
        _findTenant = connection.Statement("SELECT number FROM tenant WHERE name = $0", 1);
        _addTenant = connection.Statement("INSERT INTO tenant (name) VALUES ($0) RETURNING number", 1);
        _findStream = connection.Statement("SELECT number, (SELECT max(version) FROM event WHERE event.stream = stream.number) FROM stream WHERE tenant = $0 AND kind = $1 AND id = $2", 3);
        _addStream = connection.Statement("INSERT INTO stream (tenant, kind, id) VALUES ($0, $1, $2) RETURNING number", 3);
        _addEvent = connection.Statement("INSERT INTO event (position, tenant, stream, version, id, type, at, data) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)", 8);
        _saveSnapshot = connection.Statement("INSERT INTO snapshot (stream, version, shape, state) VALUES ($0, $1, $2, $3) ON CONFLICT DO UPDATE SET version = excluded.version, shape = excluded.shape, state = excluded.state", 4);
    }

    /// <summary>Writes a group. An append that conflicts changes nothing; the others are written.</summary>
    /// <param name="group">The group.</param>
    /// <param name="head">The last position before it.</param>
    /// <returns>What came of each append, null for a snapshot, and the facts that are durable now, in order.</returns>
    /// <exception cref="SqliteException">None of it was written.</exception>
    public (IReadOnlyList<AppendOutcome?> Outcomes, IReadOnlyList<EventEnvelope> Facts) Write(IReadOnlyList<Pending> group, long head)
    {
        try
        {
            _begin.ExecuteNonQuery();
            var log = Look(group.OfType<PendingAppend>().SelectMany(append => append.Writes), head);
            var outcomes = group.Select(pending => pending is PendingAppend append ? log.Append(append.Writes) : null).ToArray();
            foreach (var fact in log.Facts)
            {
                Add(fact);
            }

            foreach (var pending in group.OfType<PendingSnapshot>())
            {
                var stream = Find(pending.Stream) ?? Add(pending.Stream);
                _saveSnapshot.With(stream.Number, pending.Snapshot.Version, pending.Snapshot.Schema, pending.Snapshot.State.ToArray()).ExecuteNonQuery();
            }

            _commit.ExecuteNonQuery();
            return (outcomes, log.Facts);
        }
        catch
        {
            // What was learnt within the transaction is not true.
            _streams.Clear();
            _ids.Forget();
            _spans.Forget();
            RollBack();
            throw;
        }
        finally
        {
            if (_streams.Count > MostKnown)
            {
                _streams.Clear();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _findTenant, _addTenant, _findStream, _addStream, _addEvent, _saveSnapshot])
        {
            command.Dispose();
        }

        _ids.Dispose();
        _spans.Dispose();

        _connection.Dispose();
    }

    private GroupLog Look(IEnumerable<StreamWrite> writes, long head)
    {
        var versions = new Dictionary<StreamId, long>();
        var known = new Dictionary<(StreamId, Guid), (long, long)>();
        foreach (var write in writes)
        {
            var stream = Find(write.Stream);
            versions[write.Stream] = stream?.Version ?? 0;
            var id = write.Events[^1].Id;
            if (stream is { } found && _ids.Find(found.Number, id) is { } place)
            {
                known[(write.Stream, id)] = place;
            }
        }

        return new GroupLog(head, versions, known, _time.GetUtcNow());
    }

    private void Add(EventEnvelope fact)
    {
        var (tenant, number, _) = Find(fact.Stream) ?? Add(fact.Stream);
        var microseconds = (fact.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _addEvent.With(fact.Position, tenant, number, fact.Version, fact.Id.ToByteArray(bigEndian: true), fact.Type, microseconds, fact.Data.ToArray()).ExecuteNonQuery();
        _ids.Add(number, fact);
        _spans.Add(tenant, fact.Position);
        _streams[fact.Stream] = (tenant, number, fact.Version);
    }

    private (long Tenant, long Number, long Version)? Find(StreamId stream)
    {
        if (_streams.TryGetValue(stream, out var known))
        {
            return known;
        }

        if (_findTenant.With(stream.Tenant.Value).ExecuteScalar() is not long tenant)
        {
            return null;
        }

        using var rows = _findStream.With(tenant, stream.Kind, stream.Id).ExecuteReader();
        return rows.Read() ? _streams[stream] = (tenant, rows.GetInt64(0), rows.IsDBNull(1) ? 0 : rows.GetInt64(1)) : null;
    }

    private (long Tenant, long Number, long Version) Add(StreamId stream)
    {
        if (_findTenant.With(stream.Tenant.Value).ExecuteScalar() is not long tenant)
        {
            tenant = (long)_addTenant.With(stream.Tenant.Value).ExecuteScalar()!;
        }

        return _streams[stream] = (tenant, (long)_addStream.With(tenant, stream.Kind, stream.Id).ExecuteScalar()!, 0);
    }

    private void RollBack()
    {
        try
        {
            SqliteSchema.Execute(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite did so itself, as it does when no space is left.
        }
    }
}
