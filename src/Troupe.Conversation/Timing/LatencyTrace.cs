using Troupe.Contracts;

namespace Troupe.Conversation.Timing;

/// <summary>
/// Where the time of one turn goes. A mark counts once, and never earlier than one before it, so that no phase is negative
/// and the phases add up to the total. Not thread-safe.
/// </summary>
internal sealed class LatencyTrace
{
    private readonly MediaTime?[] _marks = new MediaTime?[Enum.GetValues<LatencyMark>().Length];
    private MediaTime? _firstViseme;
    private TimeSpan? _playback;
    private TimeSpan? _screened;

    /// <summary>Starts the trace of a turn.</summary>
    /// <param name="spoken">The person's last voice, or the arrival of the written message.</param>
    public LatencyTrace(MediaTime spoken) => _marks[(int)LatencyMark.Spoken] = spoken;

    /// <summary>Whether the answer was begun before the person counted as done.</summary>
    public bool Speculated { get; set; }

    /// <summary>Whether the turn was interrupted.</summary>
    public bool Interrupted { get; set; }

    /// <summary>When a mark was reached, or null.</summary>
    public MediaTime? this[LatencyMark mark] => _marks[(int)mark];

    /// <summary>Notes that a mark was reached; only the first time counts, and not once a later mark was reached.</summary>
    public void Reach(LatencyMark mark, MediaTime at)
    {
        if (_marks.AsSpan((int)mark).ContainsAnyExcept((MediaTime?)null))
        {
            return;
        }

        var previous = Previous((int)mark);
        _marks[(int)mark] = at < previous ? previous : at;
    }

    /// <summary>Notes when the first viseme was sent.</summary>
    public void ReachFirstViseme(MediaTime at) => _firstViseme ??= Later(at, _marks[0]!.Value);

    /// <summary>Notes how long the first phrase was screened; later ones do not count, nor does one that nobody looked at.</summary>
    public void ReachScreened(TimeSpan? took) => _screened ??= took;

    /// <summary>Notes when the utterance's first sample left the loudspeaker, as computed from a playhead report.</summary>
    public void ReachPlayback(MediaTime firstHeard)
    {
        if (this[LatencyMark.FirstAudio] is { } sent)
        {
            _playback ??= Later(firstHeard, sent) - sent;
        }
    }

    /// <summary>The figures in milliseconds, as clients see them.</summary>
    public TurnLatency ToTurnLatency()
    {
        var phases = new double?[_marks.Length];
        for (var mark = 1; mark < _marks.Length; mark++)
        {
            phases[mark] = _marks[mark] is { } at ? (at - Previous(mark)).TotalMilliseconds : null;
        }

        return new TurnLatency
        {
            EndOfTurnDelay = phases[(int)LatencyMark.Decided],
            TranscriptionDelay = phases[(int)LatencyMark.Transcribed],
            FirstToken = phases[(int)LatencyMark.FirstToken],
            FirstPhrase = phases[(int)LatencyMark.FirstPhrase],
            Screen = Least(_screened?.TotalMilliseconds, phases[(int)LatencyMark.FirstPhrase]),
            TtsFirstByte = phases[(int)LatencyMark.FirstByte],
            FirstAudio = phases[(int)LatencyMark.FirstAudio],
            FirstViseme = (_firstViseme - _marks[0])?.TotalMilliseconds,
            PlaybackLatency = _playback?.TotalMilliseconds,
            Total = phases[(int)LatencyMark.FirstAudio] is null ? null : phases.Sum(phase => phase ?? 0),
            Speculated = Speculated,
            Interrupted = Interrupted,
        };
    }

    private MediaTime Previous(int mark)
    {
        while (_marks[--mark] is null)
        {
        }

        return _marks[mark]!.Value;
    }

    // A phrase that was screened before the person counted as done took nothing of the time after it.
    private static double? Least(double? took, double? phase) => took < phase ? took : took is null ? null : phase;

    private static MediaTime Later(MediaTime first, MediaTime second) => first < second ? second : first;
}
