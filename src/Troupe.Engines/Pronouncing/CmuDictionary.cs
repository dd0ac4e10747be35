using System.Globalization;
using System.Text;

namespace Troupe.Engines.Pronouncing;

/// <summary>
/// The CMU pronouncing dictionary as pocketsphinx has it: a line for each way to say a word, <c>read R EH D</c> and after it <c>read(2) R IY D</c>, phones without stress.
/// The file stays as it is, 3.2 MB, with an index of 1 MB beside it. Thread-safe.
/// </summary>
internal sealed class CmuDictionary
{
    private readonly byte[] _lines;

    // Where the line of a word begins, at a place by the hash of the word or the next free one after it; -1 for none.
    private readonly int[] _places;

    private CmuDictionary(byte[] lines)
    {
        _lines = lines;
        var count = lines.AsSpan().Count((byte)'\n') + 1;
        _places = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(count * 3 / 2))];
        Array.Fill(_places, -1);
        for (var at = 0; at < lines.Length; at = After(at))
        {
            var word = Word(at);
            if (word.Length > 0)
            {
                _places[Place(word)] = at;
                Words += word[^1] == (byte)')' ? 0 : 1;
            }
        }
    }

    /// <summary>Number of words.</summary>
    public int Words { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no dictionary.</exception>
    public static CmuDictionary Read(string file) => Parse(File.ReadAllBytes(file), file);

    /// <summary>Reads lines.</summary>
    /// <param name="lines">The dictionary, in ASCII.</param>
    /// <param name="name">What it is called in a refusal.</param>
    /// <exception cref="InvalidDataException">It is no dictionary.</exception>
    public static CmuDictionary Parse(byte[] lines, string name) => new CmuDictionary(lines) is { Words: > 0 } dictionary
        ? dictionary
        : throw new InvalidDataException($"{name} is no pronouncing dictionary: no line begins with a word and goes on with its phones.");

    /// <summary>The ways to say a word, each as names of phones; none for a word that is not in it.</summary>
    /// <param name="word">In small letters.</param>
    public IReadOnlyList<string[]> Find(string word)
    {
        var ways = new List<string[]>();
        for (var at = Line(word); at >= 0; at = Line(string.Create(CultureInfo.InvariantCulture, $"{word}({ways.Count + 1})")))
        {
            var line = _lines.AsSpan(at, After(at) - at);
            ways.Add(Encoding.ASCII.GetString(line[Word(at).Length..]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        return ways;
    }

    private int Line(string word) => word.Length == 0 ? -1 : _places[Place(Encoding.UTF8.GetBytes(word))];

    private ReadOnlySpan<byte> Word(int at)
    {
        var line = _lines.AsSpan(at, After(at) - at);
        return line.IndexOfAny((byte)' ', (byte)'\t') is >= 0 and var length ? line[..length] : [];
    }

    private int After(int at) => _lines.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var length ? at + length + 1 : _lines.Length;

    private int Place(ReadOnlySpan<byte> word)
    {
        // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
        var hash = 2166136261u;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        var place = (int)(hash & (uint)(_places.Length - 1));
        while (_places[place] >= 0 && !Word(_places[place]).SequenceEqual(word))
        {
            place = (place + 1) & (_places.Length - 1);
        }

        return place;
    }
}
