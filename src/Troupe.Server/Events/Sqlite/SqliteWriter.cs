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
    private readonly SqliteCommand _findTenant;
    private readonly SqliteCommand _addTenant;
    private readonly SqliteCommand _findStream;
    private readonly SqliteCommand _addStream;
    private readonly SqliteCommand _findEvent;
    private readonly SqliteCommand _addEvent;
    private readonly SqliteCommand _saveSnapshot;

    /// <param name="connection">A connection of its own.</param>
    /// <param name="time">Tells when a fact was appended.</param>
    public SqliteWriter(SqliteConnection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        _findTenant = Command("SELECT number FROM tenant WHERE name = $0", 1);
        _addTenant = Command("INSERT INTO tenant (name) VALUES ($0) RETURNING number", 1);
        _findStream = Command("SELECT number, (SELECT max(version) FROM event WHERE event.stream = stream.number) FROM stream WHERE tenant = $0 AND kind = $1 AND id = $2", 3);
        _addStream = Command("INSERT INTO stream (tenant, kind, id) VALUES ($0, $1, $2) RETURNING number", 3);
        _findEvent = Command("SELECT position, version FROM event WHERE id = $0 AND stream = $1", 2);
        _addEvent = Command("INSERT INTO event (position, tenant, stream, version, id, type, at, data) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)", 8);
        _saveSnapshot = Command("INSERT INTO snapshot (stream, version, shape, state) VALUES ($0, $1, $2, $3) ON CONFLICT DO UPDATE SET version = excluded.version, shape = excluded.shape, state = excluded.state", 4);
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
            SqliteSchema.Execute(_connection, "BEGIN IMMEDIATE");
            var log = Look(group.OfType<PendingAppend>().SelectMany(append => append.Writes), head);
            var outcomes = group.Select(pending => pending is PendingAppend append ? log.Append(append.Writes) : null).ToArray();
            foreach (var fact in log.Facts)
            {
                Add(fact);
            }

            foreach (var pending in group.OfType<PendingSnapshot>())
            {
                var stream = Find(pending.Stream) ?? Add(pending.Stream);
                Run(_saveSnapshot, stream.Number, pending.Snapshot.Version, pending.Snapshot.Schema, pending.Snapshot.State.ToArray());
            }

            SqliteSchema.Execute(_connection, "COMMIT");
            return (outcomes, log.Facts);
        }
        catch
        {
            // What was learnt within the transaction is not true.
            _streams.Clear();
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
        foreach (var command in (SqliteCommand[])[_findTenant, _addTenant, _findStream, _addStream, _findEvent, _addEvent, _saveSnapshot])
        {
            command.Dispose();
        }

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
            if (stream is { } found)
            {
                var id = write.Events[^1].Id;
                Set(_findEvent, id.ToByteArray(bigEndian: true), found.Number);
                using var rows = _findEvent.ExecuteReader();
                if (rows.Read())
                {
                    known[(write.Stream, id)] = (rows.GetInt64(1), rows.GetInt64(0));
                }
            }
        }

        return new GroupLog(head, versions, known, _time.GetUtcNow());
    }

    private void Add(EventEnvelope fact)
    {
        var (tenant, number, _) = Find(fact.Stream) ?? Add(fact.Stream);
        var microseconds = (fact.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Run(_addEvent, fact.Position, tenant, number, fact.Version, fact.Id.ToByteArray(bigEndian: true), fact.Type, microseconds, fact.Data.ToArray());
        _streams[fact.Stream] = (tenant, number, fact.Version);
    }

    private (long Tenant, long Number, long Version)? Find(StreamId stream)
    {
        if (_streams.TryGetValue(stream, out var known))
        {
            return known;
        }

        Set(_findTenant, stream.Tenant.Value);
        if (_findTenant.ExecuteScalar() is not long tenant)
        {
            return null;
        }

        Set(_findStream, tenant, stream.Kind, stream.Id);
        using var rows = _findStream.ExecuteReader();
        return rows.Read() ? _streams[stream] = (tenant, rows.GetInt64(0), rows.IsDBNull(1) ? 0 : rows.GetInt64(1)) : null;
    }

    private (long Tenant, long Number, long Version) Add(StreamId stream)
    {
        Set(_findTenant, stream.Tenant.Value);
        if (_findTenant.ExecuteScalar() is not long tenant)
        {
            Set(_addTenant, stream.Tenant.Value);
            tenant = (long)_addTenant.ExecuteScalar()!;
        }

        Set(_addStream, tenant, stream.Kind, stream.Id);
        return _streams[stream] = (tenant, (long)_addStream.ExecuteScalar()!, 0);
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

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < parameters; index++)
        {
            command.Parameters.Add(new SqliteParameter($"${index}", value: null));
        }

        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        Set(command, values);
        command.ExecuteNonQuery();
    }
}
