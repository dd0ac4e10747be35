using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>What the settings of natural lip sync cost and bring: each preset and each setting for itself, over all sets whose phones are timed.</summary>
internal sealed class LipSyncSettingsBenchmark : IBenchmark
{
    private const double ScreenRate = 120;

    public string Name => "lipsync-settings";

    public string Summary => "The timed way with other settings of natural lip sync, from which the defaults are chosen (one minute; --quick for every fifth sentence).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var sets = await LipSyncCorpus.MakeAsync(run.Options.Contains("--quick") ? 5 : 1, cancellationToken);
        (LipSyncClip Clip, MouthTruth Truth)[][] clips = [.. sets.Select(set => set.Select(clip => (clip, MouthTruth.Of(clip))).ToArray())];
        return [.. Variants().SelectMany(variant => Figures(variant.Name, new TimedWay(variant.Settings), clips))];
    }

    private static IEnumerable<Figure> Figures(string name, TimedWay way, (LipSyncClip Clip, MouthTruth Truth)[][] sets)
    {
        ScoredClip[][] scored = [.. sets.Select(set => set.Select(one => new ScoredClip(one.Truth, way.Perform(one.Clip))).ToArray())];
        MouthMotion[] motions = [.. sets.Select(set => MouthMotion.Of([.. set.Select(one => (one.Truth, way.Show(one.Clip, ScreenRate)))]))];
        var events = MouthEvents.Of([.. scored.SelectMany(set => set)], lag: 0);
        return
        [
            new($"{name}.accept15_least", scored.Min(set => FrameAgreement.Of(set, lag: 0).Accepted), ""),
            new($"{name}.open_r_least", scored.Min(set => FrameAgreement.Of(set, lag: 0).Opening), ""),
            new($"{name}.jerk_most", motions.Max(motion => motion.Jerk), "/s3"),
            new($"{name}.vowel_reach_least", motions.Min(motion => motion.VowelReach ?? 1), ""),
            new($"{name}.closed_least", motions.Min(motion => motion.Closed), ""),
            new($"{name}.rounding_recall", events.RoundingRecall, ""),
            new($"{name}.transitions", events.Transitions, ""),
        ];
    }

    private static IEnumerable<(string Name, LipSyncSettings Settings)> Variants()
    {
        foreach (var (name, settings) in LipSyncSettings.Presets)
        {
            yield return (name, settings);
        }

        var everything = LipSyncSettings.Crisp with { CriticalVisemeMinDuration = TimeSpan.Zero };
        yield return ("everything", everything);
        foreach (var interval in new[] { 20, 30, 40, 60 })
        {
            yield return ($"interval_{interval}", everything with { MinVisemeInterval = Milliseconds(interval) });
        }

        foreach (var window in new[] { 80, 120, 160 })
        {
            yield return ($"merge_{window}_at_60", everything with { MergeWindow = Milliseconds(window), SimilarityThreshold = 0.6 });
            yield return ($"merge_{window}_at_80", everything with { MergeWindow = Milliseconds(window), SimilarityThreshold = 0.8 });
        }

        yield return ("key_0", everything with { MergeWindow = Milliseconds(120), KeyVisemePreference = 0 });
        yield return ("key_1", everything with { MergeWindow = Milliseconds(120), KeyVisemePreference = 1 });
        yield return ("no_silence", everything with { PreserveSilence = false });
        yield return ("hold_60", everything with { CriticalVisemeMinDuration = Milliseconds(60) });
        yield return ("hold_80", everything with { CriticalVisemeMinDuration = Milliseconds(80) });
        yield return ("field", everything with { MinVisemeInterval = Milliseconds(60), MergeWindow = Milliseconds(80) });
        yield return ("field_without_critical", everything with { MinVisemeInterval = Milliseconds(60), MergeWindow = Milliseconds(80), PreserveCriticalVisemes = false });
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
