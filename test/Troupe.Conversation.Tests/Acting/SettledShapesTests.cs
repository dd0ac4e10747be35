using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class SettledShapesTests
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void A_held_vowel_is_not_kept_back() =>
        Cues(LipSyncSettings.Natural, (VisemeSet.OH, 13)).ShouldBe([(VisemeSet.OH, 0, 50), (VisemeSet.OH, 50, 50), (VisemeSet.OH, 100, 30)]);

    [Fact]
    public void What_is_too_short_to_be_seen_gives_its_time_to_a_neighbour()
    {
        (int, int)[] heard = [(VisemeSet.AA, 12), (VisemeSet.KK, 2), (VisemeSet.SS, 8)];

        Cues(LipSyncSettings.Crisp, heard).ShouldContain((VisemeSet.KK, 120, 20));
        var natural = Cues(LipSyncSettings.Natural, heard);
        natural.ShouldNotContain(cue => cue.Viseme == VisemeSet.KK);
        natural.Sum(cue => cue.Duration).ShouldBe(220);
    }

    [Fact]
    public void Lips_that_touch_are_shown_whatever_the_settings_say() =>
        Cues(LipSyncSettings.Calm, (VisemeSet.AA, 10), (VisemeSet.PP, 1), (VisemeSet.AA, 10)).ShouldContain((VisemeSet.PP, 100, 10));

    [Fact]
    public void A_critical_shape_is_held_at_the_cost_of_what_follows() =>
        Cues(LipSyncSettings.SibilantStrong, (VisemeSet.AA, 12), (VisemeSet.SS, 4), (VisemeSet.E, 12), (VisemeSet.Sil, 10))
            .Where(cue => cue.Viseme == VisemeSet.SS).Sum(cue => cue.Duration).ShouldBeGreaterThanOrEqualTo(80);

    [Fact]
    public void Where_no_lips_touch_cues_follow_each_other_without_a_gap_or_an_overlap()
    {
        var random = new Random(5);
        var heard = Enumerable.Range(0, 300).Select(_ => (random.Next(VisemeSet.TH, VisemeSet.Count), random.Next(1, 12))).ToArray();

        var end = 0.0;
        foreach (var (_, start, duration) in Cues(LipSyncSettings.Calm, heard))
        {
            start.ShouldBe(end, 0.001);
            end = start + duration;
        }

        end.ShouldBe(heard.Sum(run => run.Item2) * 10, 0.001);
    }

    [Fact]
    public void Frames_allocate_nothing()
    {
        var (shapes, cues) = (new SettledShapes(Frame, LipSyncSettings.Natural), new List<VisemeCue>(4096));
        for (var frame = 0; frame < 1000; frame++)
        {
            shapes.Next(1 + (frame / 3 % 14), 1, cues);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 1000; frame++)
        {
            shapes.Next(1 + (frame / 3 % 14), 1, cues);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static List<(int Viseme, double Start, double Duration)> Cues(LipSyncSettings settings, params (int Viseme, int Frames)[] heard)
    {
        var (shapes, cues) = (new SettledShapes(Frame, settings), new List<VisemeCue>());
        foreach (var (viseme, frames) in heard)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                shapes.Next(viseme, 1, cues);
            }
        }

        shapes.Finish(cues);
        return [.. cues.Select(cue => (cue.Viseme, cue.Start.TotalMilliseconds, cue.Duration.TotalMilliseconds))];
    }
}
