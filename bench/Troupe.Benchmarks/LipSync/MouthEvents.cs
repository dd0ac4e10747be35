namespace Troupe.Benchmarks.LipSync;

/// <summary>Whether what a viewer waits for happens, and when: lips that close, touch the teeth and round, jaws that open.</summary>
public sealed class MouthEvents
{
    /// <summary>Frames by which a shape may miss its sound and still belong to it: 40 ms.</summary>
    private const int Near = 4;

    /// <summary>Frames within which an onset is looked for: 120 ms.</summary>
    private const int Far = 12;

    private static readonly LipClass[] Timed = [LipClass.Closed, LipClass.Labiodental, LipClass.Rounded, LipClass.Open];

    private readonly int[] _wanted = new int[LipClasses.Count];
    private readonly int[] _found = new int[LipClasses.Count];
    private readonly List<double> _onsetErrors = [];
    private int _closuresShown;
    private int _closuresMatched;
    private int _falseClosures;
    private int _onsets;
    private int _speech;
    private int _changes;
    private int _changesShown;

    private MouthEvents()
    {
    }

    /// <summary>Share of the closures for P, B and M that are shown within 40 ms of them.</summary>
    public double ClosureRecall => Recall(LipClass.Closed);

    /// <summary>Harmonic mean of <see cref="ClosureRecall"/> and the share of shown closures that belong to one.</summary>
    public double ClosureF1
    {
        get
        {
            var precision = _closuresShown == 0 ? 0 : _closuresMatched / (double)_closuresShown;
            return precision + ClosureRecall == 0 ? 0 : 2 * precision * ClosureRecall / (precision + ClosureRecall);
        }
    }

    /// <summary>Closures shown in speech that belong to none, for each second of speech.</summary>
    public double FalseClosuresPerSecond => _speech == 0 ? 0 : _falseClosures * (double)LipSyncClip.FrameRate / _speech;

    /// <summary>Share of F and V at which the lip is shown at the teeth.</summary>
    public double LabiodentalRecall => Recall(LipClass.Labiodental);

    /// <summary>Share of rounded sounds that are shown rounded.</summary>
    public double RoundingRecall => Recall(LipClass.Rounded);

    /// <summary>Milliseconds between the beginning of a shape and of its sound, in ascending order; of those found within 120 ms.</summary>
    public IReadOnlyList<double> OnsetErrors => _onsetErrors;

    /// <summary>Share of beginnings that were not found.</summary>
    public double OnsetsMissed => _onsets == 0 ? 0 : 1 - (_onsetErrors.Count / (double)_onsets);

    /// <summary>Changes of the shown viseme for each true change.</summary>
    public double Transitions => _changes == 0 ? 0 : _changesShown / (double)_changes;

    /// <summary>The events of clips at a lag.</summary>
    public static MouthEvents Of(IReadOnlyList<ScoredClip> clips, int lag)
    {
        var events = new MouthEvents();
        foreach (var clip in clips)
        {
            events.Add(clip, lag);
        }

        events._onsetErrors.Sort();
        return events;
    }

    private double Recall(LipClass wanted) => _wanted[(int)wanted] == 0 ? 0 : _found[(int)wanted] / (double)_wanted[(int)wanted];

    private void Add(ScoredClip clip, int lag)
    {
        foreach (var wanted in Timed)
        {
            var truth = Runs(clip.Count, frame => clip.TrueClass(frame) == wanted);
            var shown = Runs(clip.Count, frame => clip.ShownClass(frame, lag) == wanted);
            _wanted[(int)wanted] += truth.Count;
            _found[(int)wanted] += truth.Count(run => shown.Exists(other => other.IsNear(run)));
            AddOnsets(truth, shown);
            if (wanted == LipClass.Closed)
            {
                var matched = shown.Count(run => truth.Exists(other => other.IsNear(run)));
                _closuresShown += shown.Count;
                _closuresMatched += matched;
                _falseClosures += shown.Count(run => !truth.Exists(other => other.IsNear(run)) && Enumerable.Range(run.From, run.To - run.From).Any(clip.IsSpeech));
            }
        }

        for (var frame = 0; frame < clip.Count; frame++)
        {
            _speech += clip.IsSpeech(frame) ? 1 : 0;
            if (frame > 0 && clip.IsSpeech(frame - 1) && clip.IsSpeech(frame))
            {
                _changes += clip.Truth.Frames[frame].Viseme != clip.Truth.Frames[frame - 1].Viseme ? 1 : 0;
                _changesShown += clip.Shown(frame, lag) != clip.Shown(frame - 1, lag) ? 1 : 0;
            }
        }
    }

    private void AddOnsets(List<Run> truth, List<Run> shown)
    {
        _onsets += truth.Count;
        foreach (var run in truth)
        {
            var error = shown.Select(other => Math.Abs(other.From - run.From)).DefaultIfEmpty(int.MaxValue).Min();
            if (error <= Far)
            {
                _onsetErrors.Add(error * 1000.0 / LipSyncClip.FrameRate);
            }
        }
    }

    private static List<Run> Runs(int count, Func<int, bool> isIn)
    {
        var runs = new List<Run>();
        for (var frame = 0; frame < count; frame++)
        {
            if (!isIn(frame))
            {
                continue;
            }

            var from = frame;
            while (frame < count && isIn(frame))
            {
                frame++;
            }

            runs.Add(new Run(from, frame));
        }

        return runs;
    }

    // Frames from one to before another.
    private readonly record struct Run(int From, int To)
    {
        public bool IsNear(Run other) => From < other.To + Near && other.From < To + Near;
    }
}
