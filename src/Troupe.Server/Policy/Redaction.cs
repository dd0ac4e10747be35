using System.Text;
using Troupe.Contracts.Control;
using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Policy;

/// <summary>Replaces what is redacted.</summary>
internal static class Redaction
{
    /// <summary>The text with every redacted place replaced. Places that overlap are replaced as one, by the word of the one that begins first.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Where it begins among the places.</param>
    /// <param name="matches">The places, in order.</param>
    /// <param name="rules">The rules.</param>
    public static string Apply(string text, int offset, List<Match> matches, CompiledRule[] rules)
    {
        StringBuilder? changed = null;
        var copied = 0;
        foreach (var match in matches)
        {
            if (rules[match.Rule].Effect is not PolicyEffect.Redact)
            {
                continue;
            }

            var (start, end) = (Math.Max(match.Start - offset, 0), match.End - offset);
            if (start >= copied)
            {
                changed = (changed ?? new StringBuilder()).Append(text, copied, start - copied).Append(rules[match.Rule].Replacement);
            }

            copied = Math.Max(copied, end);
        }

        return changed?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }
}
