using Troupe.Contracts.Control;

namespace Troupe.Server.Policy.Matching;

/// <summary>Tells telephone numbers and payment cards from other numbers.</summary>
internal static class PersonalNumbers
{
    // Before a number that would be no telephone number by its form alone.
    private static readonly string[] Cues = ["phone", "call", "tel", "mobile", "cell", "fax", "whatsapp", "dial", "ring", "number is", "nummer", "handy", "numéro", "teléfono"];

    /// <summary>Finds them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">Which.</param>
    /// <param name="rule">The rule that asks.</param>
    /// <param name="matches">Gets the places.</param>
    public static void Find(ReadOnlySpan<char> text, PersonalKind kind, int rule, List<Match> matches)
    {
        Span<byte> digits = stackalloc byte[DigitRun.Most];
        Span<byte> groups = stackalloc byte[DigitRun.Most];
        for (var from = 0; from < text.Length;)
        {
            var run = new DigitRun(digits, groups);
            if (!DigitReader.TryRead(text, ref from, ref run))
            {
                return;
            }

            var card = IsCard(run.Digits);
            if (kind is PersonalKind.Card ? card : !card && IsPhone(text, run))
            {
                matches.Add(new Match(rule, run.Start, run.End));
            }
        }
    }

    /// <summary>13 to 19 digits (ISO/IEC 7812-1) of a payment network, the last of which checks the others (Luhn).</summary>
    private static bool IsCard(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < 13 or > 19 || digits[0] is < 2 or > 6)
        {
            return false;
        }

        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            int digit = digits[^(index + 1)];
            sum += index % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }

    /// <summary>7 to 15 digits (E.164 has at most 15) in a form that telephone numbers have and dates, amounts and addresses of machines have not.</summary>
    private static bool IsPhone(ReadOnlySpan<char> text, in DigitRun run)
    {
        var digits = run.Digits;
        var groups = run.Groups;
        if (digits.Length is < 7 or > 15)
        {
            return false;
        }

        if (run.HasPlus || run.HasBracket || run.Said * 2 >= digits.Length)
        {
            return true;
        }

        if (IsDate(groups, digits) || IsAmount(groups, run.Separator) || IsMachine(groups, run.Separator))
        {
            return false;
        }

        return digits[0] == 0 ? groups.Length > 1 || digits.Length >= 8
            : groups.Length == 1 ? digits.Length >= 10 || HasCue(text, run.Start)
            : IsGrouped(groups) || HasCue(text, run.Start);
    }

    // 2026-11-21, 21.11.2026, 11/21/2026; 2024 2025.
    private static bool IsDate(ReadOnlySpan<byte> groups, ReadOnlySpan<byte> digits) => groups switch
    {
        [4, 1 or 2, 1 or 2] => digits is [1, 9, ..] or [2, 0, ..],
        [1 or 2, 1 or 2, 4] => digits[^4..] is [1, 9, ..] or [2, 0, ..],
        [4, 4] => digits is ([1, 9, ..] or [2, 0, ..]) && digits[4..] is [1, 9, ..] or [2, 0, ..],
        _ => false,
    };

    // 1 000 000, 12.500.000; 3.14159265.
    private static bool IsAmount(ReadOnlySpan<byte> groups, char separator) =>
        (groups is [1 or 2, ..] && groups.Length > 2 && groups[1..].IndexOfAnyExcept((byte)3) < 0) || (groups.Length == 2 && separator == '.');

    // 192.168.100.100.
    private static bool IsMachine(ReadOnlySpan<byte> groups, char separator) => separator == '.' && groups.Length == 4 && groups.IndexOfAnyExceptInRange((byte)1, (byte)3) < 0;

    private static bool IsGrouped(ReadOnlySpan<byte> groups) =>
        groups[^1] >= 2 && (groups[0] == 1 ? groups[1..] : groups).IndexOfAnyExceptInRange((byte)2, (byte)5) < 0;

    private static bool HasCue(ReadOnlySpan<char> text, int start)
    {
        var before = text[Math.Max(0, start - 24)..start];
        foreach (var cue in Cues)
        {
            if (before.Contains(cue, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
