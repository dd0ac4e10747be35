using Troupe.Conversation.Acting.Aligning;

namespace Troupe.Conversation.Acting;

/// <summary>
/// What the face does besides speaking while a phrase is heard: each of the cues of <see cref="Direction"/> as soon as its time has come by what is known of the words, and those that never came at the phrase's end.
/// Not thread-safe.
/// </summary>
/// <param name="text">Of the phrase.</param>
/// <param name="line">Its words.</param>
internal sealed class HeardDirection(string text, HeardLine line)
{
    private TimeSpan? _start;
    private bool _isMoodGiven;
    private bool _isAccentGiven;

    /// <summary>The cues whose time has come.</summary>
    /// <param name="sound">When the first phone sounds; null while none was heard.</param>
    /// <param name="from">The first sound that is not given yet: nothing begins before it.</param>
    /// <param name="heard">How much was heard.</param>
    /// <param name="end">When the last phone ends, once that is known.</param>
    public IReadOnlyList<ExpressionCue> Take(TimeSpan? sound, TimeSpan from, TimeSpan heard, TimeSpan? end)
    {
        _start ??= sound;
        if (_start is not { } start || (end ?? (line.IsEmpty ? null : line.End)) is not { } until)
        {
            return [];
        }

        var cues = new List<ExpressionCue>();
        if (!_isMoodGiven && until > start && Direction.Mood(text, start, until) is { Count: > 0 } mood && (mood[0].Start <= heard || end is not null))
        {
            _isMoodGiven = true;
            cues.AddRange(mood);
        }

        if (!_isAccentGiven && line.Words.Count >= Direction.ShortestPhraseWithNod && line.Accent is { } accent && (accent <= heard || end is not null))
        {
            _isAccentGiven = true;
            cues.Add(Direction.Accent(accent));
        }

        return [.. cues.Select(cue => cue.Start >= from ? cue : cue with { Start = from, Duration = cue.Start + cue.Duration - from }).Where(cue => cue.Duration > TimeSpan.Zero)];
    }
}
