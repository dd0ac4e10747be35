using System.Runtime.InteropServices;

namespace Troupe.Conversation.Dialogue;

/// <summary>Reads a text character by character and cuts it at the gaps between words where <see cref="PhraseBoundary"/> allows it.</summary>
/// <param name="sentencesOnly">Whether phrases end with sentences only: neither the first one early nor long ones in the middle.</param>
internal sealed class PhraseScanner(bool sentencesOnly = false)
{
    /// <summary>Words before the first phrase may end at soft punctuation: a lone "Well," sounds cut off.</summary>
    private const int SoftWords = 2;

    /// <summary>Words before the first phrase may end without punctuation, before a conjunction or preposition.</summary>
    private const int FewWords = 4;

    /// <summary>Words after which the first phrase ends at the latest.</summary>
    private const int ManyWords = 8;

    /// <summary>Words after which a sentence may end at soft punctuation, about ten seconds of speech at 180 words a minute.</summary>
    private const int LongSentenceWords = 30;

    /// <summary>Longest tag that is kept together; a bracket that stays open longer is not a tag.</summary>
    private const int LongestTag = 256;

    private readonly List<char> _text = [];
    private State _state = State.Gap;
    private int _wordStart = -1;
    private int _wordEnd;
    private int _nextStart;
    private bool _startsLine = true;
    private int _words;
    private int _cut = -1;
    private bool _spoken;
    private char _tagEnd;
    private int _tagLength;

    private enum State
    {
        /// <summary>Inside the word whose end may end the phrase.</summary>
        Word,

        /// <summary>In the whitespace after it, or before the first word.</summary>
        Gap,

        /// <summary>Inside the next word, and not yet sure whether the phrase ended before it.</summary>
        Next,
    }

    private ReadOnlySpan<char> Text => CollectionsMarshal.AsSpan(_text);

    /// <summary>Reads one character; returns the phrase that is known to have ended before it.</summary>
    public string? Read(char character)
    {
        var previous = _text.Count == 0 ? '\0' : _text[^1];
        var inTag = FollowTag(previous, character);
        _text.Add(character);
        var at = _text.Count - 1;
        if (char.IsWhiteSpace(character) && !inTag)
        {
            var ended = _state == State.Next ? Decide(at, complete: true) : null;
            at = _text.Count - 1;
            if (_state == State.Word)
            {
                _wordEnd = at;
                _state = State.Gap;
            }

            return ended;
        }

        switch (_state)
        {
            case State.Gap when _wordStart < 0:
                (_wordStart, _state) = (at, State.Word);
                return null;
            case State.Gap:
                (_nextStart, _state) = (at, State.Next);
                break;
            case State.Word when !inTag && PhraseBoundary.MayTouch(Text[_wordStart..at], character):
                (_wordEnd, _nextStart, _state) = (at, at, State.Next);
                break;
        }

        return _state == State.Next ? Decide(_text.Count, complete: false) : null;
    }

    /// <summary>Ends the text; returns the phrases that are left.</summary>
    public IReadOnlyList<string> Finish()
    {
        var rest = new List<string>();
        if (_state == State.Next && Decide(_text.Count, complete: true) is { } phrase)
        {
            rest.Add(phrase);
        }

        var last = Text.Trim();
        if (!last.IsEmpty)
        {
            rest.Add(last.ToString());
        }

        return rest;
    }

    private bool FollowTag(char previous, char character)
    {
        if (_tagEnd == '\0')
        {
            _tagEnd = previous switch
            {
                '<' when char.IsLetter(character) || character == '/' => '>',
                '[' when char.IsLetter(character) => ']',
                _ => '\0',
            };
            _tagLength = 0;
        }
        else if (previous == _tagEnd || character is '\n' || ++_tagLength > LongestTag)
        {
            _tagEnd = '\0';
        }

        return _tagEnd != '\0';
    }

    private string? Decide(int nextEnd, bool complete)
    {
        var next = Text[_nextStart..nextEnd];
        var word = Text[_wordStart.._wordEnd];
        var gap = Text[_wordEnd.._nextStart];
        var boundary = PhraseBoundary.Between(word, gap, next, complete, _startsLine);
        if (boundary == Boundary.Undecided)
        {
            return null;
        }

        var words = _words + (PhraseBoundary.IsSpoken(word) ? 1 : 0);
        if (boundary == Boundary.Sentence || (boundary == Boundary.Soft && !sentencesOnly && words >= (_spoken ? LongSentenceWords : SoftWords)))
        {
            return End(_nextStart, words);
        }

        if (!_spoken && !sentencesOnly && words >= FewWords && !gap.IsEmpty)
        {
            var mayEnd = !PhraseBoundary.LeansOnNext(word);
            if (mayEnd && words < ManyWords)
            {
                if (!complete && next.Length <= PhraseBoundary.LongestStarter)
                {
                    return null;
                }

                if (PhraseBoundary.StartsPart(next))
                {
                    return End(_nextStart, words);
                }
            }

            _cut = mayEnd ? _nextStart : _cut;
            if (words >= ManyWords)
            {
                return End(_cut < 0 ? _nextStart : _cut, words);
            }
        }

        _startsLine = gap.Contains('\n');
        if (!gap.IsEmpty)
        {
            (_words, _wordStart) = (words, _nextStart);
        }

        _state = State.Word;
        return null;
    }

    /// <summary>Ends the phrase; what was read beyond the cut begins the next one.</summary>
    private string End(int cut, int words)
    {
        var phrase = Text[..cut].Trim().ToString();
        _text.RemoveRange(0, cut);
        _wordStart = _nextStart - cut;
        _startsLine = _wordStart == 0;
        _spoken |= words > 0;
        _words = 0;
        _cut = -1;
        _state = State.Word;
        return phrase;
    }
}
