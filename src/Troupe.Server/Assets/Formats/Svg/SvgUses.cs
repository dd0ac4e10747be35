namespace Troupe.Server.Assets.Formats.Svg;

/// <summary>
/// Counts the elements that are drawn when each element is drawn as often as others refer to it. A drawing of a few lines whose parts use each other ten times over is a million
/// elements ten levels on.
/// </summary>
internal sealed class SvgUses
{
    /// <summary>The whole drawing, which has no id.</summary>
    private const string Whole = "";

    /// <summary>How far parts may refer to parts.</summary>
    private const int MostDepth = 32;

    private readonly Dictionary<string, long> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _uses = new(StringComparer.Ordinal);
    private readonly List<(int Depth, string Id)> _open = [];


    /// <summary>An element begins; those that are as deep as it, or deeper, have ended.</summary>
    public void Begin(int depth, string? id)
    {
        _open.RemoveAll(open => open.Depth >= depth);
        if (_open.Count == 0)
        {
            _open.Add((-1, Whole));
        }

        if (id is not null)
        {
            _open.Add((depth, id));
        }

        foreach (var (_, open) in _open)
        {
            _elements[open] = _elements.GetValueOrDefault(open) + 1;
        }
    }

    /// <summary>The element that began last refers to another.</summary>
    public void Refer(string id)
    {
        foreach (var (_, open) in _open)
        {
            if (!_uses.TryGetValue(open, out var uses))
            {
                _uses[open] = uses = [];
            }

            uses.Add(id);
        }
    }

    /// <summary>Elements that are drawn, up to <paramref name="most"/> and one; null when something refers to itself.</summary>
    public long? Count(long most) => Count(Whole, most, depth: 0, new Dictionary<string, long?>(StringComparer.Ordinal));

    private long? Count(string id, long most, int depth, Dictionary<string, long?> counted)
    {
        if (counted.TryGetValue(id, out var known))
        {
            return known;
        }

        if (depth > MostDepth)
        {
            return most + 1;
        }

        // Whoever comes back here while this is counted has gone in a circle.
        counted[id] = null;
        long? count = _elements.GetValueOrDefault(id);
        foreach (var used in _uses.GetValueOrDefault(id, []))
        {
            count = Count(used, most, depth + 1, counted) is { } more ? Math.Min(most + 1, count!.Value + more) : null;
            if (count is null)
            {
                return null;
            }
        }

        return counted[id] = count;
    }
}
