using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>
/// What was heard of one answer, to the word, over all the utterances in which it was said: where one was cut, the next one goes on.
/// A report counts for its utterance whenever it comes, so that a late one corrects what had to be estimated. Not thread-safe.
/// </summary>
/// <param name="first">The first utterance.</param>
internal sealed class HeardLedger(Playhead first)
{
    private readonly List<Part> _parts = [new Part(first, FirstWord: 0)];

    /// <summary>How far the present utterance is.</summary>
    public Playhead Playhead => _parts[^1].Playhead;

    /// <summary>Takes a report on any of the utterances.</summary>
    public void Moved(PlayheadMoved report, MediaTime now)
    {
        foreach (var part in _parts)
        {
            part.Playhead.Moved(report, now);
        }
    }

    /// <summary>Takes the client's word for where any of the utterances stopped.</summary>
    public void Cleared(SpeechCleared report, MediaTime now)
    {
        foreach (var part in _parts)
        {
            part.Playhead.Cleared(report, now);
        }
    }

    /// <summary>Notes that the present utterance was cut, and that another one goes on there.</summary>
    /// <param name="next">The other one.</param>
    /// <param name="at">Where the present one was cut: its position, or later if it cannot go on there any more.</param>
    /// <param name="now">When.</param>
    public void Cut(Playhead next, TimeSpan at, MediaTime now)
    {
        var last = _parts[^1];
        last.Playhead.Stop(now);
        _parts[^1] = last with { CutAt = at };
        _parts.Add(new Part(next, last.FirstWord + last.Playhead.WordsUntil(at)));
    }

    /// <summary>The words that were heard whole, each once, in the order of the answer.</summary>
    public string Heard(MediaTime now)
    {
        var words = new SortedDictionary<int, string>();
        for (var index = 0; index < _parts.Count; index++)
        {
            var part = _parts[index];
            var from = IsWholeFrom(index, now) ? 0 : 1;
            var until = part.Playhead.WordsUntil(part.Playhead.Position(now));
            foreach (var (word, text) in part.Playhead.Words.Take(until).Index().Skip(from))
            {
                words[part.FirstWord + word] = text;
            }
        }

        return string.Join(' ', words.Values);
    }

    /// <summary>Whether the client never said how far one of the utterances was, so that what was heard of it is an estimate from the pace of sending.</summary>
    public bool IsEstimated(MediaTime now) => _parts.Any(part => !part.Playhead.IsReported && part.Playhead.Position(now) > TimeSpan.Zero);

    // Of a word that was cut, an utterance says the end only: it was heard whole if its beginning had been heard up to the cut.
    private bool IsWholeFrom(int index, MediaTime now)
    {
        if (index == 0 || _parts[index - 1] is not { CutAt: var cut } before || !before.Playhead.IsWithinWord(cut))
        {
            return true;
        }

        return before.Playhead.Position(now) >= cut && (before.FirstWord < _parts[index].FirstWord || IsWholeFrom(index - 1, now));
    }

    /// <summary>One utterance.</summary>
    /// <param name="Playhead">How far it is.</param>
    /// <param name="FirstWord">Words of the answer before its first one.</param>
    private sealed record Part(Playhead Playhead, int FirstWord)
    {
        /// <summary>Where the next one goes on.</summary>
        public TimeSpan CutAt { get; init; }
    }
}
