using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>
/// Finds facts of a stream by their ids. An index of random keys costs each commit a page: it is written for many facts in one go, and the ids of those that are not in it yet are in memory.
/// Used by the writer alone, within its transactions.
/// </summary>
internal sealed class EventIds(SqliteConnection connection) : IDisposable
{
    // A start reads as many facts at most; a commit that writes the index takes a few milliseconds.
    private const int MostInMemory = 512;

    private readonly SqliteCommand _newest = connection.Statement("SELECT stream, id, version, position FROM event WHERE position > (SELECT position FROM id_reach)");
    private readonly SqliteCommand _find = connection.Statement("SELECT event.version, event.position FROM event_id CROSS JOIN event ON event.position = event_id.position WHERE event_id.id = $0 AND +event.stream = $1", 2);
    private readonly SqliteCommand _add = connection.Statement("INSERT INTO event_id (id, position) VALUES ($0, $1)", 2);
    private readonly SqliteCommand _reach = connection.Statement("UPDATE id_reach SET position = $0", 1);
    private Dictionary<(long Stream, Guid Id), (long Version, long Position)>? _recent;

    /// <summary>The version and position of a fact; null when the stream has none of that id.</summary>
    public (long Version, long Position)? Find(long stream, Guid id)
    {
        _recent ??= Load();
        if (_recent.TryGetValue((stream, id), out var known))
        {
            return known;
        }

        using var rows = _find.With(id.ToByteArray(bigEndian: true), stream).ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : null;
    }

    /// <summary>Adds a fact.</summary>
    public void Add(long stream, EventEnvelope fact)
    {
        _recent ??= Load();
        _recent[(stream, fact.Id)] = (fact.Version, fact.Position);
        if (_recent.Count < MostInMemory)
        {
            return;
        }

        foreach (var ((_, id), (_, position)) in _recent.OrderBy(entry => entry.Key.Id))
        {
            _add.With(id.ToByteArray(bigEndian: true), position).ExecuteNonQuery();
        }

        _reach.With(fact.Position).ExecuteNonQuery();
        _recent.Clear();
    }

    /// <summary>Forgets what was added in a transaction that is rolled back.</summary>
    public void Forget() => _recent = null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _newest.Dispose();
        _find.Dispose();
        _add.Dispose();
        _reach.Dispose();
    }

    private Dictionary<(long Stream, Guid Id), (long Version, long Position)> Load()
    {
        var recent = new Dictionary<(long, Guid), (long, long)>();
        using var rows = _newest.ExecuteReader();
        while (rows.Read())
        {
            recent[(rows.GetInt64(0), new Guid(rows.GetFieldValue<byte[]>(1), bigEndian: true))] = (rows.GetInt64(2), rows.GetInt64(3));
        }

        return recent;
    }
}
