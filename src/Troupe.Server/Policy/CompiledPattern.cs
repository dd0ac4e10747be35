using System.Text.RegularExpressions;
using Match = Troupe.Server.Policy.Matching.Match;

namespace Troupe.Server.Policy;

/// <summary>A regular expression that cannot hold up a conversation.</summary>
internal sealed class CompiledPattern
{
    /// <summary>Longest time that one match may take: a busy machine takes its time for honest ones as well.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(20);

    // Patterns that go back and forth for ever do so on long runs of the same thing, ended by something else.
    private static readonly string[] Trials =
    [
        new string('a', 400) + "!", new string('1', 400) + "x", new string(' ', 400) + ".", string.Concat(Enumerable.Repeat("word ", 80)) + "#", string.Concat(Enumerable.Repeat("a1-", 130)) + "=",
    ];

    private readonly Regex _regex;

    private CompiledPattern(int rule, Regex regex) => (Rule, _regex) = (rule, regex);

    /// <summary>Index of its rule.</summary>
    public int Rule { get; }

    /// <summary>Compiles an expression: in linear time where that is possible, else with a time limit.</summary>
    /// <param name="rule">Index of its rule.</param>
    /// <param name="pattern">The expression.</param>
    /// <param name="compiled">The pattern.</param>
    /// <returns>What is wrong with it and the way out; null when nothing is.</returns>
    public static string? Compile(int rule, string pattern, out CompiledPattern? compiled)
    {
        compiled = null;
        try
        {
            compiled = new CompiledPattern(rule, Open(pattern));
            if (compiled._regex.IsMatch(""))
            {
                return "The expression matches an empty text, and so every text: make what it looks for obligatory.";
            }

            return Trials.All(compiled.Stands) ? null
                : $"The expression takes more than {Timeout.TotalMilliseconds} ms for a text of 400 characters: avoid repetitions inside repetitions, look-around and back references.";
        }
        catch (RegexParseException mistake)
        {
            return $"The expression cannot be read at character {mistake.Offset + 1}: {mistake.Error}.";
        }
    }

    /// <summary>Finds all places. An expression that takes too long is taken to have found the whole text: what cannot be looked at does not pass.</summary>
    public void Find(ReadOnlySpan<char> text, List<Match> matches)
    {
        // The second time, the machine was not only busy with something else.
        if (!TryFind(text, matches) && !TryFind(text, matches))
        {
            matches.Add(new Match(Rule, 0, text.Length));
        }
    }

    private bool Stands(string trial) => TryFind(trial, []) || TryFind(trial, []);

    private bool TryFind(ReadOnlySpan<char> text, List<Match> matches)
    {
        var before = matches.Count;
        try
        {
            foreach (var match in _regex.EnumerateMatches(text))
            {
                matches.Add(new Match(Rule, match.Index, match.Index + match.Length));
            }

            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            matches.RemoveRange(before, matches.Count - before);
            return false;
        }
    }

    private static Regex Open(string pattern)
    {
        const RegexOptions Shared = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, Shared | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Shared, Timeout);
        }
    }
}
