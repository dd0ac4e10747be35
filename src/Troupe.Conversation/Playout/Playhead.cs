using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>
/// What of one utterance was sent, and what of it was heard: from what the client reports, or where it reports nothing from the pace at which it was sent.
/// Not thread-safe.
/// </summary>
/// <param name="utterance">The utterance.</param>
/// <param name="output">Format of its audio.</param>
internal sealed class Playhead(UtteranceId utterance, AudioFormat output)
{
    private readonly List<SentWord> _words = [];
    private (double Start, int Words)? _line;
    private MediaTime? _firstSent;
    private (TimeSpan Position, MediaTime At)? _report;
    private MediaTime _moved;
    private TimeSpan _sent;
    private MediaTime? _stopped;
    private bool _cleared;

    /// <summary>Format of its audio.</summary>
    public AudioFormat Output { get; } = output;

    /// <summary>The words that were sent, in order.</summary>
    public IReadOnlyList<SentWord> Words => _words;

    /// <summary>When its sound will have been heard, once all of it was sent; null when it has no sound.</summary>
    public MediaTime? Ends { get; private set; }

    /// <summary>When the first sample was heard, once the client reported that some was.</summary>
    public MediaTime? FirstHeard { get; private set; }

    /// <summary>
    /// When the client's sound last was further than before, and when all that was sent will have been heard if it goes on from the last report. Null until the client said that some was heard.
    /// </summary>
    public (MediaTime Moved, MediaTime Ends)? Moves => FirstHeard is not null && _report is { } report ? (_moved, report.At + (_sent - report.Position)) : null;

    /// <summary>Whether the client said that all of it was heard.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether the client said where it ended: that all was heard, or where it stopped when it was told to. Otherwise the position is an estimate.</summary>
    public bool IsSettled => Ended || _cleared;

    /// <summary>How far the client said it is, at least.</summary>
    public TimeSpan Reported => _report?.Position ?? TimeSpan.Zero;

    /// <summary>How much audio was sent.</summary>
    public TimeSpan AudioSent => _sent;

    /// <summary>Notes that words were sent: of a line that begins where the last one began, in place of that.</summary>
    public void Sent(SpeechDelta delta)
    {
        foreach (var caption in delta.Captions ?? [])
        {
            if (_line is { } line && line.Start == caption.Start)
            {
                _words.RemoveRange(line.Words, _words.Count - line.Words);
            }

            _line = (caption.Start, _words.Count);
            _words.AddRange(caption.Words.Select(word => new SentWord(word.Text, Time(word.Start), Time(word.Start + word.Duration))));
        }
    }

    /// <summary>Notes that audio was sent.</summary>
    public void Sent(SpeechPacket packet, MediaTime now)
    {
        _firstSent ??= now;
        _sent = Output.Duration(packet.Offset + packet.Samples.Length);
    }

    /// <summary>Notes that all of it was sent.</summary>
    public void SentAll(MediaTime heardAt) => Ends = _firstSent is null ? null : heardAt;

    /// <summary>Takes a report; one of another utterance, or one that goes back or beyond what was sent, changes nothing for the worse.</summary>
    public void Moved(PlayheadMoved report, MediaTime now)
    {
        if (report.Epoch == utterance.Epoch.Value && report.Utterance == utterance.Number)
        {
            Report(report.Position, now);
            Ended |= report.Ended && Ends is not null;
        }
    }

    /// <summary>Takes the client's word for where it stopped, when it was told to: it is there, and not further, but for what it said to have played before.</summary>
    public void Cleared(SpeechCleared report, MediaTime now)
    {
        if (report.Epoch == utterance.Epoch.Value)
        {
            Report(report.Position, now);
            _cleared |= _report is not null && _stopped is not null;
        }
    }

    /// <summary>Notes that the client was told to stop: what it did not play until then it will not play.</summary>
    public void Stop(MediaTime now) => _stopped ??= now;

    /// <summary>How far the person has heard.</summary>
    public TimeSpan Position(MediaTime now)
    {
        var until = _stopped ?? now;
        var position = Ended ? _sent
            : _cleared ? Reported
            : _report is { } report ? report.Position + Positive(until - report.At)
            : _firstSent is { } first ? Positive(until - first)
            : TimeSpan.Zero;
        return position < _sent ? position : _sent;
    }

    private void Report(double milliseconds, MediaTime now)
    {
        if (_firstSent is null || double.IsNaN(milliseconds))
        {
            return;
        }

        var position = Time(Math.Clamp(milliseconds, 0, _sent.TotalMilliseconds));
        if (position < _report?.Position)
        {
            return;
        }

        _moved = position > _report?.Position || _report is null ? now : _moved;
        _report = (position, now);
        if (position > TimeSpan.Zero)
        {
            FirstHeard ??= now - position;
        }
    }

    // To the nearest 100 ns: what was computed from whole ones and sent in milliseconds is the same again.
    private static TimeSpan Time(double milliseconds) => TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond));

    private static TimeSpan Positive(TimeSpan duration) => duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
}
