using System.Text;

namespace Troupe.Server.Policy.Matching;

/// <summary>
/// A text as terms are compared with it: words in lower case between single spaces, a space at each end, and where each character stood. Reused; not thread-safe;
/// folding allocates nothing once it was as long before.
/// </summary>
/// <remarks>
/// Beside <see cref="FoldTable"/>: inside a word, digits and signs are read as the letters that they stand for (<c>sh1t</c>; not a run of several digits at an end, as
/// in <c>covid19</c>); three and more of the same letter are one (not in Roman numerals); three and more single letters with the same
/// between them are a word (<c>s.h.i.t</c>).
/// </remarks>
internal sealed class FoldedText
{
    private char[] _chars = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];
    private int _count;
    private int _word;
    private int _singles;
    private (int Start, int End) _gap;

    /// <summary>The folded text.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _count);

    /// <summary>Folds one text.</summary>
    public static string Of(string text)
    {
        var folded = new FoldedText();
        folded.Fold(text);
        return folded.Chars.ToString();
    }

    /// <summary>Where a folded character began in the text.</summary>
    public int StartOf(int index) => _starts[index];

    /// <summary>Where a folded character ended in the text.</summary>
    public int EndOf(int index) => _ends[index];

    /// <summary>Folds a text in place of the one before.</summary>
    public void Fold(ReadOnlySpan<char> text)
    {
        _count = _singles = 0;
        Add(' ', 0, 0);
        _word = _count;
        Span<char> scratch = stackalloc char[2];
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            var folded = FoldTable.Of(rune, scratch);
            if (folded.IsEmpty && _count > _word)
            {
                _ends[_count - 1] = at + length;
            }

            foreach (var character in folded)
            {
                if (character == ' ')
                {
                    EndWord(text);
                }
                else if (FoldTable.IsLone(character))
                {
                    EndWord(text);
                    Add(character, at, at + length);
                    EndWord(text);
                }
                else
                {
                    Add(character, at, at + length);
                }
            }

            at += length;
        }

        EndWord(text);
    }

    private void EndWord(ReadOnlySpan<char> text)
    {
        if (_count == _word)
        {
            return;
        }

        ReadSigns();
        DropRepeats();
        if (_count == _word)
        {
            return;
        }

        if (_count - _word == 1 && char.IsLetter(_chars[_word]) && !FoldTable.IsLone(_chars[_word]))
        {
            JoinSingles(text);
        }
        else
        {
            _singles = 0;
        }

        Add(' ', _ends[_count - 1], _ends[_count - 1]);
        _word = _count;
    }

    // Signs at the ends of a word are punctuation, but a dollar before a letter.
    private void ReadSigns()
    {
        while (_count > _word && IsSign(_chars[_count - 1]))
        {
            _count--;
        }

        var first = _word;
        while (first < _count && IsSign(_chars[first]) && !(_chars[first] == '$' && first + 1 < _count && char.IsLetter(_chars[first + 1])))
        {
            first++;
        }

        Remove(_word, first - _word);
        var word = _chars.AsSpan(_word, _count - _word);
        if (IsLetters(word))
        {
            return;
        }

        var firstLetter = 0;
        while (firstLetter < word.Length && !char.IsLetter(word[firstLetter]) && word[firstLetter] != '$')
        {
            firstLetter++;
        }

        var lastLetter = word.Length - 1;
        while (lastLetter >= firstLetter && !char.IsLetter(word[lastLetter]))
        {
            lastLetter--;
        }

        var from = firstLetter == 1 ? 0 : firstLetter;
        var to = word.Length - 1 - lastLetter == 1 ? word.Length - 1 : lastLetter;
        for (var index = 0; index < word.Length; index++)
        {
            if (lastLetter >= firstLetter && index >= from && index <= to && Confusables.InWords.TryGetValue(word[index], out var letter))
            {
                word[index] = letter[0];
            }
            else if (IsSign(word[index]))
            {
                word[index] = ' ';
            }
        }
    }

    private void DropRepeats()
    {
        var word = _chars.AsSpan(_word, _count - _word);
        if (word.IndexOfAnyExcept("ivxlcdm") < 0)
        {
            return;
        }

        for (var index = _count - 1; index > _word;)
        {
            var run = index;
            while (run > _word && _chars[run - 1] == _chars[index])
            {
                run--;
            }

            if (index - run >= 2 && char.IsLetter(_chars[index]))
            {
                _ends[run] = _ends[index];
                Remove(run + 1, index - run);
            }

            index = run - 1;
        }
    }

    // " s h i" becomes " shi" with the third letter; each further one is appended.
    private void JoinSingles(ReadOnlySpan<char> text)
    {
        var gap = _singles == 0 ? default : (Start: _ends[_word - 2], End: _starts[_word]);
        var goesOn = _singles == 1 || (_singles > 1 && text[gap.Start..gap.End].SequenceEqual(text[_gap.Start.._gap.End]));
        _singles = goesOn ? _singles + 1
            : _singles == 2 ? 2
            : 1;
        _gap = gap;
        if (_singles == 3)
        {
            Remove(_word - 1, 1);
            Remove(_word - 3, 1);
        }
        else if (_singles > 3)
        {
            Remove(_word - 1, 1);
        }
    }

    private void Remove(int at, int length)
    {
        if (length > 0)
        {
            _chars.AsSpan(at + length, _count - at - length).CopyTo(_chars.AsSpan(at));
            _starts.AsSpan(at + length, _count - at - length).CopyTo(_starts.AsSpan(at));
            _ends.AsSpan(at + length, _count - at - length).CopyTo(_ends.AsSpan(at));
            _count -= length;
        }
    }

    private void Add(char character, int start, int end)
    {
        if (_count == _chars.Length)
        {
            Array.Resize(ref _chars, _count * 2);
            Array.Resize(ref _starts, _count * 2);
            Array.Resize(ref _ends, _count * 2);
        }

        (_chars[_count], _starts[_count], _ends[_count]) = (character, start, end);
        _count++;
    }

    // Written out: the general searches of the library box their bounds until they are compiled well.
    private static bool IsLetters(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (character is < 'a' or > 'z')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSign(char character) => character is '@' or '$' or '!' or '|' or '€';
}
