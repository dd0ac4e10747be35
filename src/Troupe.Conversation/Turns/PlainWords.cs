namespace Troupe.Conversation.Turns;

/// <summary>Strips a transcript to its words: small letters, single spaces, no punctuation, no notes about noise. Allocates nothing.</summary>
internal static class PlainWords
{
    /// <summary>Writes the words. Of what stands in brackets, stars or pluses, as in "[noise]" and "*coughs*", only laughter is kept.</summary>
    /// <param name="text">A transcript.</param>
    /// <param name="buffer">Gets the words.</param>
    /// <returns>The length that was written, or -1 if there is no room.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var note = text.Slice(i, NoteLength(text[i..]));
            if (!note.IsEmpty)
            {
                foreach (var character in note.Contains("laugh", StringComparison.OrdinalIgnoreCase) ? " haha " : " ")
                {
                    if (!Append(character, buffer, ref length))
                    {
                        return -1;
                    }
                }

                i += note.Length - 1;
                continue;
            }

            var letter = Plain(text[i]);
            if (!Append(letter, buffer, ref length))
            {
                return -1;
            }

            // "Nooo" is "no" and "hmmm" is "hm": no English word has a letter three times in a row.
            var run = 1;
            while (char.IsLetter(letter) && i + run < text.Length && Plain(text[i + run]) == letter)
            {
                run++;
            }

            i += run > 2 ? run - 1 : 0;
        }

        return length > 0 && buffer[length - 1] is ' ' ? length - 1 : length;
    }

    /// <summary>The first words of what was written, with the spaces between them.</summary>
    /// <param name="words">What was written.</param>
    /// <param name="count">How many words; fewer when there are fewer.</param>
    public static ReadOnlySpan<char> First(ReadOnlySpan<char> words, int count)
    {
        var end = -1;
        for (var i = 0; i < count; i++)
        {
            var next = words[(end + 1)..].IndexOf(' ');
            if (next < 0)
            {
                return words;
            }

            end += next + 1;
        }

        return words[..end];
    }

    private static char Plain(char character) => character switch
    {
        '\'' or '\u2019' => '\'',
        _ when char.IsLetterOrDigit(character) => char.ToLowerInvariant(character),
        _ => ' ',
    };

    /// <summary>Puts a character behind the others. False if there is no room.</summary>
    private static bool Append(char character, Span<char> buffer, ref int length)
    {
        // Words begin with a letter, so that one space parts them and a quotation mark is none of them.
        if (character is ' ' or '\'' && (length == 0 || buffer[length - 1] is ' '))
        {
            return true;
        }

        if (length == buffer.Length)
        {
            return false;
        }

        buffer[length++] = character;
        return true;
    }

    /// <summary>How many characters at the start of a text are a note about noise, which may be none.</summary>
    private static int NoteLength(ReadOnlySpan<char> text)
    {
        var closing = text[0] switch
        {
            '[' => ']',
            '<' => '>',
            '(' => ')',
            '*' => '*',
            '+' => '+',
            _ => '\0',
        };
        if (closing is '\0')
        {
            return 0;
        }

        var inside = text.IndexOfAnyExcept(text[0]);
        var end = inside < 0 ? -1 : text[inside..].IndexOf(closing);
        if (end < 0)
        {
            return 0;
        }

        var after = text[(inside + end)..].IndexOfAnyExcept(closing);
        return after < 0 ? text.Length : inside + end + after;
    }
}
