namespace Troupe.Engines.Tests.Conformance;

/// <summary>How far what was heard is from what was said: words that are wrong, missing or added (Levenshtein's distance over words).</summary>
internal static class WordErrors
{
    public static int Between(string said, string heard)
    {
        var (from, to) = (said.Split(' ', StringSplitOptions.RemoveEmptyEntries), heard.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var errors = Enumerable.Range(0, to.Length + 1).ToArray();
        foreach (var word in from)
        {
            var diagonal = errors[0]++;
            for (var i = 1; i < errors.Length; i++)
            {
                var best = Math.Min(Math.Min(errors[i], errors[i - 1]) + 1, diagonal + (word == to[i - 1] ? 0 : 1));
                diagonal = errors[i];
                errors[i] = best;
            }
        }

        return errors[^1];
    }
}
