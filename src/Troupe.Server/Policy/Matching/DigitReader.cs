namespace Troupe.Server.Policy.Matching;

/// <summary>Reads the runs of digits of a text. Allocates nothing.</summary>
internal static class DigitReader
{
    /// <summary>Between groups of written digits.</summary>
    private const string Separators = " -./()\u00A0\u2009\u202F\u2010\u2011\u2013";

    /// <summary>Reads the next run.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin; moved behind what was read.</param>
    /// <param name="run">The run.</param>
    /// <returns>False when there is none.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, ref int from, ref DigitRun run)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            var begin = Begin(text, at, ref run);
            if (begin < 0)
            {
                continue;
            }

            run.Start = at;
            from = Read(text, begin, ref run);
            if (run.Digits.Length > 0)
            {
                return true;
            }

            at = Math.Max(at, from - 1);
            run.HasPlus = run.HasBracket = false;
        }

        from = text.Length;
        return false;
    }

    // Behind a plus or bracket, at a digit or at a word that says one; -1 when no run begins here.
    private static int Begin(ReadOnlySpan<char> text, int at, ref DigitRun run)
    {
        var begin = at;
        if (text[begin] == '+')
        {
            run.HasPlus = true;
            begin++;
        }

        if (begin < text.Length && text[begin] == '(')
        {
            run.HasBracket = true;
            begin++;
        }

        if (begin < text.Length && char.IsDigit(text[begin]))
        {
            return begin;
        }

        run.HasPlus = run.HasBracket = false;
        if (begin > at || !char.IsLetter(text[at]))
        {
            return -1;
        }

        Span<char> folded = stackalloc char[DigitWords.Longest];
        var length = WordAt(text, at, folded, out var word);
        if (word is "plus")
        {
            run.HasPlus = true;
            return SkipGap(text, at + length, said: true);
        }

        return DigitWords.TimesOf(word) > 0 || (DigitWords.Find(word) is not null && word is not "o") ? at : -1;
    }

    private static int Read(ReadOnlySpan<char> text, int at, ref DigitRun run)
    {
        Span<char> folded = stackalloc char[DigitWords.Longest];
        Span<char> repeated = stackalloc char[3];
        var gap = at;
        var times = 0;
        var tens = false;
        var said = false;
        while (at < text.Length)
        {
            if (char.IsDigit(text[at]))
            {
                var end = at;
                while (end < text.Length && char.IsDigit(text[end]))
                {
                    end++;
                }

                if (end < text.Length && char.IsLetter(text[end]))
                {
                    // The number of a thing, such as 4th or 747s.
                    break;
                }

                run.Add(text[at..end], text[gap..at], end, said: false);
                (at, times, tens, said) = (end, 0, false, false);
            }
            else if (char.IsLetter(text[at]))
            {
                var length = WordAt(text, at, folded, out var word);
                if (word is "dash" or "hyphen" or "minus" && run.Said > 0)
                {
                    at = SkipGap(text, at + length, said: true);
                    continue;
                }

                if (DigitWords.TimesOf(word) is > 0 and var many)
                {
                    (times, tens) = (many, false);
                    at = SkipGap(text, at + length, said: true);
                    continue;
                }

                if (DigitWords.Find(word) is not { } digits)
                {
                    break;
                }

                if (tens && digits.Length == 1 && digits != "0")
                {
                    run.TakeBackZero();
                }

                repeated[..Math.Max(times, 1)].Fill(digits[0]);
                run.Add(digits.Length > 1 ? digits : repeated[..Math.Max(times, 1)], text[gap..at], at + length, said: true);
                (at, times, tens, said) = (at + length, 0, digits.Length == 2 && digits[1] == '0' && digits != "10", true);
            }
            else
            {
                break;
            }

            gap = at;
            at = SkipGap(text, at, said);
            run.HasBracket |= at < text.Length && char.IsDigit(text[at]) && text[gap..at].Contains('(');
        }

        return Math.Max(run.End, gap);
    }

    // Up to three separators; a comma only between words that are said.
    private static int SkipGap(ReadOnlySpan<char> text, int at, bool said)
    {
        var end = at;
        while (end < text.Length && end - at < 3 && (Separators.Contains(text[end], StringComparison.Ordinal) || (said && text[end] == ',' && end + 2 < text.Length && char.IsLetter(text[end + 2]))))
        {
            end++;
        }

        return end;
    }

    private static int WordAt(ReadOnlySpan<char> text, int at, Span<char> folded, out ReadOnlySpan<char> word)
    {
        Span<char> scratch = stackalloc char[2];
        var (end, length) = (at, 0);
        while (end < text.Length && (char.IsLetter(text[end]) || char.GetUnicodeCategory(text[end]) is System.Globalization.UnicodeCategory.NonSpacingMark))
        {
            var character = FoldTable.Of(char.IsSurrogate(text[end]) ? new System.Text.Rune(' ') : new System.Text.Rune(text[end]), scratch);
            if (length + character.Length > folded.Length)
            {
                length = folded.Length + 1;
            }
            else if (length <= folded.Length)
            {
                character.CopyTo(folded[length..]);
                length += character.Length;
            }

            end++;
        }

        word = length > folded.Length ? "" : folded[..length];
        return end - at;
    }
}
