using Troupe.Contracts;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Performances;

/// <summary>A performance on one clock, its utterances one after another: the face at any time of it. Immutable; thread-safe.</summary>
public sealed class PerformanceTimeline
{
    // A cue moves the face only near its own time; the curves of the mouth reach 50 ms beyond it, those of the face not at all.
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(1);

    private readonly Track<VisemeCue> _visemes;
    private readonly Track<ExpressionCue> _cues;

    private PerformanceTimeline(VisemeCue[] visemes, ExpressionCue[] cues, TimeSpan duration)
    {
        _visemes = new Track<VisemeCue>(visemes, cue => cue.Start, cue => cue.Start + cue.Duration);
        _cues = new Track<ExpressionCue>(cues, cue => cue.Start, cue => cue.Start + cue.Duration);
        Duration = duration;
    }

    /// <summary>Of all utterances.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Visemes in order of start.</summary>
    public IReadOnlyList<VisemeCue> Visemes => _visemes.Cues;

    /// <summary>Expressions, gestures and gaze in order of start.</summary>
    public IReadOnlyList<ExpressionCue> Cues => _cues.Cues;

    /// <summary>Lays out a performance.</summary>
    /// <exception cref="PerformanceException">It breaks a rule of the format.</exception>
    public static PerformanceTimeline Of(PerformanceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        PerformanceRules.Check(file);
        var (visemes, cues, offset) = (new List<VisemeCue>(), new List<ExpressionCue>(), 0.0);
        foreach (var utterance in file.Utterances)
        {
            visemes.AddRange(utterance.Visemes.Select(span => new VisemeCue(span.Viseme, Time(offset + span.Start), Time(span.Duration), (float)span.Weight)));
            cues.AddRange(utterance.Cues.Select(cue => new ExpressionCue(cue.Kind, cue.Name, Time(offset + cue.Start), Time(cue.Duration), (float)cue.Weight)));
            offset += utterance.Duration;
        }

        return new PerformanceTimeline([.. visemes.OrderBy(cue => cue.Start)], [.. cues.OrderBy(cue => cue.Start)], Time(offset));
    }

    /// <summary>Writes the pose at a time, without the idle life; at rest before the start and after the end. Costs the same anywhere in a long performance and allocates nothing.</summary>
    /// <param name="pose">Overwritten.</param>
    /// <param name="time">From the first utterance's first sample.</param>
    /// <returns>How far a gaze cue holds the eyes, 0 to 1.</returns>
    public double Sample(Pose pose, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(pose);
        return pose.Sample(_visemes.Near(time), _cues.Near(time), time);
    }

    /// <summary>Frames of a performance at a rate: frame n is at n / rate seconds, the last before the end.</summary>
    public int FramesAt(double rate) => (int)Math.Ceiling(Math.Round(Duration.TotalSeconds * rate, 6));

    private static TimeSpan Time(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Track<TCue>
    {
        private readonly TimeSpan[] _starts;
        private readonly TimeSpan[] _ends;

        public Track(TCue[] cues, Func<TCue, TimeSpan> start, Func<TCue, TimeSpan> end)
        {
            Cues = cues;
            _starts = [.. cues.Select(start)];
            _ends = [.. cues.Select(end)];

            // The latest end of the cues up to each: in order, so that it can be searched.
            for (var index = 1; index < _ends.Length; index++)
            {
                _ends[index] = _ends[index] > _ends[index - 1] ? _ends[index] : _ends[index - 1];
            }
        }

        public TCue[] Cues { get; }

        public ReadOnlySpan<TCue> Near(TimeSpan time)
        {
            var first = FirstAtLeast(_ends, time - Reach);
            return Cues.AsSpan(first, Math.Max(0, FirstAtLeast(_starts, time + Reach) - first));
        }

        private static int FirstAtLeast(TimeSpan[] times, TimeSpan time)
        {
            var (low, high) = (0, times.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = times[middle] < time ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
