using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.LipSync;

/// <summary>The figures of a way and a set: <c>WAY.SET.METRIC</c>, shares as numbers from 0 to 1.</summary>
internal static class LipSyncFigures
{
    // What a way is asked to reach: of what stands under way and set, under the way, and under "", the first.
    private static readonly Dictionary<(string Way, string Metric), string> Aims = new()
    {
        [("", "lag_ms")] = "-10 to 10",
        [("", "cpu_us_per_frame")] = "<= 50",
        [("", "bytes_per_frame")] = "<= 0",
        [("timed", "accept15")] = ">= 0.92",
        [("timed", "closed_60fps")] = ">= 1",
        [("timed", "closed_120fps")] = ">= 1",
        [("timed", "lead_ms")] = "10 to 40",
        [("timed", "vowel_reach")] = ">= 0.85",
        [("timed", "jerk")] = "<= 27000",
        [("timed", "weights_sum")] = "<= 1",
        [("text", "strict15")] = ">= 0.78",
        [("text.people", "strict15")] = ">= 0.8",
        [("text", "closure_f1")] = ">= 0.95",
        [("text", "look_ahead_ms")] = "<= 100",
        [("audio", "strict15")] = ">= 0.65",
        [("audio", "accept15")] = ">= 0.75",
        [("audio", "open_r")] = ">= 0.88",
        [("audio", "closure_f1")] = ">= 0.8",
        [("audio", "closure_recall")] = ">= 0.9",
        [("audio", "false_closures_per_s")] = "<= 0.3",
        [("audio", "onset_p50_ms")] = "<= 10",
        [("audio", "onset_p95_ms")] = "<= 50",
        [("audio", "look_ahead_ms")] = "<= 50",
        [("calibrated", "strict15")] = ">= 0.75",
        [("calibrated", "closure_f1")] = ">= 0.85",
        [("calibrated", "look_ahead_ms")] = "<= 50",
    };

    /// <summary>Scores what a way shows for the clips of a set: as it stands, or at its best lag where that is granted.</summary>
    public static IEnumerable<Figure> Of(ILipSyncWay way, string set, IReadOnlyList<ScoredClip> clips, WayCost cost)
    {
        var best = FrameAgreement.BestLag(clips);
        var lag = way.IsGrantedLag ? best : 0;
        var frames = FrameAgreement.Of(clips, lag);
        var events = MouthEvents.Of(clips, lag);
        var named = Named(
            way.Name,
            set,
            ("strict15", way.IsShapesOnly ? null : frames.Strict, ""),
            ("accept15", way.IsShapesOnly ? null : frames.Accepted, ""),
            ("accept15_best_lag", way.IsShapesOnly ? null : FrameAgreement.Of(clips, best).Accepted, ""),
            ("coarse", frames.Coarse, ""),
            ("open_r", FrameAgreement.Of(clips, 0).Opening, ""),
            ("open_r_best_lag", FrameAgreement.Of(clips, best).Opening, ""),
            ("closure_f1", events.ClosureF1, ""),
            ("closure_recall", events.ClosureRecall, ""),
            ("false_closures_per_s", events.FalseClosuresPerSecond, "1/s"),
            ("labiodental_recall", events.LabiodentalRecall, ""),
            ("rounding_recall", events.RoundingRecall, ""),
            ("onset_p50_ms", Percentile(events.OnsetErrors, 0.5), "ms"),
            ("onset_p95_ms", Percentile(events.OnsetErrors, 0.95), "ms"),
            ("onset_missed", events.OnsetsMissed, ""),
            ("transitions", events.Transitions, ""),
            ("lag_ms", best * 1000.0 / LipSyncClip.FrameRate, "ms"),
            ("look_ahead_ms", way.LookAhead.TotalMilliseconds, "ms"),
            ("cpu_us_per_frame", cost.MicrosecondsPerFrame, "us"),
            ("bytes_per_frame", cost.BytesPerFrame, "B"));

        // What peers reach is only watched.
        return way.IsGrantedLag ? named.Select(figure => figure with { Aim = null }) : named;
    }

    /// <summary>Names how the mouth moves on screens of 60 and 120 frames per second.</summary>
    public static IEnumerable<Figure> Of(string way, string set, MouthMotion at60, MouthMotion at120) => Named(
        way,
        set,
        ("closed_60fps", at60.Closed, ""),
        ("closed_120fps", at120.Closed, ""),
        ("lead_ms", at120.LeadMilliseconds, "ms"),
        ("vowel_reach", at120.VowelReach, ""),
        ("unstressed_reach", at120.UnstressedReach, ""),
        ("jerk", at120.Jerk, "/s3"),
        ("weights_sum", Math.Round(Math.Max(at60.GreatestSum, at120.GreatestSum), 5), ""));

    /// <summary>Names how far the truth of people is off.</summary>
    /// <param name="errors">In milliseconds, in ascending order.</param>
    public static IEnumerable<Figure> OfTruth(IReadOnlyList<double> errors) => Named(
        "truth",
        "people",
        ("aligner_p50_ms", Percentile(errors, 0.5), "ms"),
        ("aligner_p90_ms", Percentile(errors, 0.9), "ms"),
        ("aligner_phones", errors.Count, ""));

    private static IEnumerable<Figure> Named(string way, string set, params (string Metric, double? Value, string Unit)[] measured) =>
        measured.SelectMany(one => one.Value is { } value
            ? new[] { new Figure($"{way}.{set}.{one.Metric}", value, one.Unit, Aim(way, set, one.Metric)) }
            : []);

    private static string? Aim(string way, string set, string metric) =>
        Aims.GetValueOrDefault(($"{way}.{set}", metric)) ?? Aims.GetValueOrDefault((way, metric)) ?? Aims.GetValueOrDefault(("", metric));

    // Where nothing was found, the furthest that is looked for.
    private static double Percentile(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? 120 : Repetitions.Percentile(sorted, share);
}
