using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Troupe.Testing.Isolation;

/// <summary>What a needle would give away.</summary>
public enum NeedleKind
{
    /// <summary>Words of a tenant.</summary>
    Text,

    /// <summary>That a thing of a tenant exists.</summary>
    Id,

    /// <summary>A credential or a ticket.</summary>
    Secret,
}

/// <summary>A text that belongs to one tenant and stands nowhere else.</summary>
/// <param name="Value">The text.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What it would give away.</param>
/// <param name="Place">Where it was put, for reports.</param>
public sealed record Needle(string Value, string Tenant, NeedleKind Kind, string Place);

/// <summary>Everything that must not be found outside of its tenant. Thread-safe.</summary>
public sealed class Needles
{
    // Shorter texts turn up by chance.
    private const int Shortest = 12;

    private readonly ConcurrentDictionary<string, Needle> _known = new(StringComparer.Ordinal);
    private volatile Sieve? _sieve;

    /// <summary>How many there are.</summary>
    public int Count => _known.Count;

    /// <summary>Every needle.</summary>
    public IEnumerable<Needle> All => _known.Values;

    /// <summary>Makes a needle of 128 random bits that fits wherever an id or a line of text does.</summary>
    public string Make(string tenant, NeedleKind kind, string place)
    {
        var canary = "zq" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        Add(new Needle(canary, tenant, kind, place));
        return canary;
    }

    /// <summary>Notes a text that the server made; one that is too short to be told from chance is left out.</summary>
    public void Add(Needle needle)
    {
        if (needle.Value.Length >= Shortest && _known.TryAdd(needle.Value, needle))
        {
            _sieve = null;
        }
    }

    /// <summary>The needles in a text.</summary>
    public IEnumerable<Needle> FindIn(string text)
    {
        var sieve = _sieve ??= new Sieve(_known);
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(sieve.Values);
            if (next < 0)
            {
                yield break;
            }

            at += next;
            foreach (var length in sieve.Lengths.Where(length => at + length <= text.Length))
            {
                if (_known.TryGetValue(text.Substring(at, length), out var found))
                {
                    yield return found;
                }
            }

            at++;
        }
    }

    private sealed class Sieve(ConcurrentDictionary<string, Needle> known)
    {
        public SearchValues<string> Values { get; } = SearchValues.Create([.. known.Keys], StringComparison.Ordinal);

        public int[] Lengths { get; } = [.. known.Keys.Select(value => value.Length).Distinct()];
    }
}
