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
    private readonly List<Part> _parts = [new Part(first, default, FirstWord: 0)];

    /// <summary>How far the present utterance is.</summary>
    public Playhead Playhead => _parts[^1].Playhead;

    /// <summary>Whether it was said in several utterances.</summary>
    public bool IsCut => _parts.Count > 1;

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
        var part = _parts[^1];
        part.Playhead.Stop(now);
        var from = part.From.After(at, next.Output);
        _parts.Add(new Part(next, from, part.FirstWord + part.Words().Count(word => from.Heard > TimeSpan.Zero && word.End <= from.Heard)));
    }

    /// <summary>The words that were heard whole, in one utterance or in several, each once and in the order of the answer.</summary>
    public string Heard(MediaTime now)
    {
        var heard = _parts.Select(part => part.Heard(now)).Where(span => span.End > span.Start).ToList();
        return string.Join(' ', Words().Where(word => IsCovered(word, heard)).Select(word => word.Text));
    }

    /// <summary>Whether the client did not say where one of the utterances ended, so that what was heard of it is an estimate, from its last report or the pace of sending.</summary>
    public bool IsEstimated => _parts.Any(part => part.Playhead is { IsSettled: false, AudioSent.Ticks: > 0 });

    // A beat between what was computed on two time lines.
    private static readonly TimeSpan Same = TimeSpan.FromMilliseconds(1);

    // A word that was cut is said again without its beginning, which an earlier utterance has. Of words that were not said there, the times are better known later.
    private List<SentWord> Words()
    {
        var words = new List<SentWord>();
        foreach (var part in _parts)
        {
            foreach (var (index, word) in part.Words().Index())
            {
                var place = part.FirstWord + index;
                if (place == words.Count)
                {
                    words.Add(word);
                }
                else if ((words[place].End - word.End).Duration() > Same)
                {
                    words[place] = word with { Start = index == 0 && words[place].Start < word.Start ? words[place].Start : word.Start };
                }
            }
        }

        return words;
    }

    private static bool IsCovered(SentWord word, List<(TimeSpan Start, TimeSpan End)> heard)
    {
        TimeSpan? until = null;
        foreach (var span in heard)
        {
            if (span.Start <= (until ?? word.Start) && span.End >= (until ?? word.Start))
            {
                until = span.End;
            }
        }

        return until >= word.End;
    }

    /// <summary>One utterance; its times are those of the tape.</summary>
    /// <param name="Playhead">How far it is.</param>
    /// <param name="From">Where on the tape it begins.</param>
    /// <param name="FirstWord">Words of the answer before its first one.</param>
    private sealed record Part(Playhead Playhead, TapePosition From, int FirstWord)
    {
        private TimeSpan Origin => Playhead.Output.Duration(From.Sample);

        public IEnumerable<SentWord> Words() => Playhead.Words.Select(word => new SentWord(word.Text, Origin + word.Start, Origin + word.End));

        public (TimeSpan Start, TimeSpan End) Heard(MediaTime now) => (Origin, Origin + Playhead.Position(now));
    }
}
