using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>
/// Where in the log a tenant has facts, in spans of <see cref="Length"/> positions: an index of which an append seldom touches a page. Used by the writer alone, within its transactions.
/// </summary>
internal sealed class TenantSpans(SqliteConnection connection) : IDisposable
{
    /// <summary>Positions of a span; the tables are made with it.</summary>
    public const int Length = 64;

    // About 10 MB.
    private const int MostKnown = 100_000;

    private readonly SqliteCommand _add = connection.Statement("INSERT OR IGNORE INTO tenant_span (tenant, span) VALUES ($0, $1)", 2);
    private readonly Dictionary<long, long> _last = [];

    /// <summary>Notes where a fact is. Facts come in the order of their positions.</summary>
    public void Add(long tenant, long position)
    {
        var span = position / Length;
        if (_last.TryGetValue(tenant, out var last) && last == span)
        {
            return;
        }

        _add.With(tenant, span).ExecuteNonQuery();
        if (_last.Count >= MostKnown)
        {
            _last.Clear();
        }

        _last[tenant] = span;
    }

    /// <summary>Forgets what was noted in a transaction that is rolled back.</summary>
    public void Forget() => _last.Clear();

    /// <inheritdoc/>
    public void Dispose() => _add.Dispose();
}
