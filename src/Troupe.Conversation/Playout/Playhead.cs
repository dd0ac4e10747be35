using System.Text;
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
    private readonly List<CaptionWord> _words = [];
    private MediaTime? _firstSent;
    private (TimeSpan Position, MediaTime At)? _report;
    private TimeSpan _sent;
    private MediaTime? _stopped;

    /// <summary>When its sound will have been heard, once all of it was sent; null when it has no sound.</summary>
    public MediaTime? Ends { get; private set; }

    /// <summary>When the first sample was heard, once the client reported that some was.</summary>
    public MediaTime? FirstHeard { get; private set; }

    /// <summary>Whether the client said that all of it was heard.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether the client ever said how far it is; otherwise positions are estimates.</summary>
    public bool IsReported => _report is not null;

    /// <summary>Notes that words were sent.</summary>
    public void Sent(SpeechDelta delta)
    {
        foreach (var caption in delta.Captions ?? [])
        {
            _words.AddRange(caption.Words);
        }
    }

    /// <summary>Notes that audio was sent.</summary>
    public void Sent(SpeechPacket packet, MediaTime now)
    {
        _firstSent ??= now;
        _sent = output.Duration(packet.Offset + packet.Samples.Length);
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

    /// <summary>Takes the client's word for where it stopped.</summary>
    public void Cleared(SpeechCleared report, MediaTime now)
    {
        if (report.Epoch == utterance.Epoch.Value)
        {
            Report(report.Position, now);
        }
    }

    /// <summary>Notes that the client was told to stop: what it did not play until then it will not play.</summary>
    public void Stop(MediaTime now) => _stopped ??= now;

    /// <summary>How far the person has heard.</summary>
    public TimeSpan Position(MediaTime now)
    {
        var until = _stopped ?? now;
        var position = Ended ? _sent
            : _report is { } report ? report.Position + Positive(until - report.At)
            : _firstSent is { } first ? Positive(until - first)
            : TimeSpan.Zero;
        return position < _sent ? position : _sent;
    }

    /// <summary>The words whose end lies before a position.</summary>
    public string HeardUntil(TimeSpan position)
    {
        var text = new StringBuilder();
        foreach (var word in _words)
        {
            if (word.Start + word.Duration > position.TotalMilliseconds)
            {
                break;
            }

            text.Append(text.Length == 0 ? "" : " ").Append(word.Text);
        }

        return text.ToString();
    }

    private void Report(double milliseconds, MediaTime now)
    {
        if (_firstSent is null || double.IsNaN(milliseconds))
        {
            return;
        }

        var position = TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, _sent.TotalMilliseconds));
        if (position < _report?.Position)
        {
            return;
        }

        _report = (position, now);
        if (position > TimeSpan.Zero)
        {
            FirstHeard ??= now - position;
        }
    }

    private static TimeSpan Positive(TimeSpan duration) => duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
}
