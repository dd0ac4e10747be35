using System.Text.RegularExpressions;

namespace Troupe.Server.Policy.Matching;

/// <summary>Finds e-mail addresses, written and spoken.</summary>
internal static class MailAddresses
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // The atoms of RFC 5322, section 3.2.3, that mailboxes are given; any letter may stand in them (RFC 6531).
    private static readonly Regex Written = new(@"[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}", Linear);

    private static readonly Regex Spoken = new(
        @"\b[\p{L}\p{N}]+( (dot|punkt|punto|point|underscore|dash|hyphen|minus) [\p{L}\p{N}]+)* (at|ät|arroba|arobase) [\p{L}\p{N}-]+( (dot|punkt|punto|point|dash|minus) [\p{L}\p{N}]+)*"
        + @" (dot|punkt|punto|point) (com|org|net|edu|gov|info|io|ai|co|uk|co dot uk|de|at|ch|fr|es|it|nl|be|pl|se|eu|us|ca|au|in|jp|br|mx)\b",
        Linear);

    /// <summary>Finds them.</summary>
    public static void Find(ReadOnlySpan<char> text, int rule, List<Match> matches)
    {
        if (text.Contains('@'))
        {
            Add(Written, text, rule, matches);
        }

        if (text.Contains(" dot ", StringComparison.OrdinalIgnoreCase) || text.Contains(" pun", StringComparison.OrdinalIgnoreCase) || text.Contains(" point ", StringComparison.OrdinalIgnoreCase))
        {
            Add(Spoken, text, rule, matches);
        }
    }

    private static void Add(Regex form, ReadOnlySpan<char> text, int rule, List<Match> matches)
    {
        foreach (var match in form.EnumerateMatches(text))
        {
            // "Look at the dot com bubble" names no domain.
            if (!text.Slice(match.Index, match.Length).Contains(" the dot ", StringComparison.OrdinalIgnoreCase))
            {
                matches.Add(new Match(rule, match.Index, match.Index + match.Length));
            }
        }
    }
}
