using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>What each setting does, with nothing else left out.</summary>
[Trait("Category", "fast")]
public sealed class NaturalLipSyncTests
{
    private static readonly LipSyncSettings Everything = LipSyncSettings.Crisp with { CriticalVisemeMinDuration = TimeSpan.Zero };

    [Fact]
    public void A_shape_below_the_interval_gives_its_time_to_its_neighbour()
    {
        Shown("s:90 k:25 i':100", Everything).ShouldBe([VisemeSet.SS, VisemeSet.KK, VisemeSet.IH]);
        Shown("s:90 k:25 i':100", Everything with { MinVisemeInterval = Milliseconds(30) }).ShouldBe([VisemeSet.SS, VisemeSet.IH]);
    }

    [Fact]
    public void Neighbours_that_look_alike_merge_within_the_window()
    {
        Shown("ɑ':100 n:40 d:30 ɑ':100", Everything with { MergeWindow = Milliseconds(70) }).ShouldBe([VisemeSet.AA, VisemeSet.NN, VisemeSet.AA]);
        Shown("ɑ':100 n:40 d:30 ɑ':100", Everything with { MergeWindow = Milliseconds(69) }).ShouldBe([VisemeSet.AA, VisemeSet.NN, VisemeSet.DD, VisemeSet.AA]);
    }

    [Theory]
    [InlineData(0.70, new[] { VisemeSet.KK })]
    [InlineData(0.75, new[] { VisemeSet.KK, VisemeSet.NN })]
    public void Only_what_is_as_alike_as_the_threshold_merges(double threshold, int[] shown) =>
        Shown("k:50 n:40", Everything with { MergeWindow = Milliseconds(100), SimilarityThreshold = threshold }).ShouldBe(shown);

    [Theory]
    [InlineData(0, VisemeSet.E)]
    [InlineData(1, VisemeSet.SS)]
    public void Of_two_the_longer_stays_or_the_more_distinct_by_preference(double preference, int kept) =>
        Shown("ɛ':60 s:20", Everything with { MergeWindow = Milliseconds(100), SimilarityThreshold = 0.5, KeyVisemePreference = preference }).ShouldBe([kept]);

    [Fact]
    public void The_mouth_rests_in_short_pauses_only_where_silence_is_preserved()
    {
        const string spoken = "ɑ':150 _:160 ɑ':150";
        At(spoken, Everything, 230)[VisemeSet.AA].ShouldBe(0);
        At(spoken, Everything with { PreserveSilence = false }, 230)[VisemeSet.AA].ShouldBe(1, 0.001);
        At("ɑ':150 _:300 ɑ':150", Everything with { PreserveSilence = false }, 300)[VisemeSet.AA].ShouldBe(0);
        At("ɑ':150 _:160", Everything with { PreserveSilence = false }, 270)[1..].ShouldAllBe(weight => weight == 0);
    }

    [Fact]
    public void Critical_shapes_stay_unless_they_are_not_preserved()
    {
        var calm = Everything with { MinVisemeInterval = Milliseconds(60) };
        Shown("ɑ':120 w:40 ɑ':120", calm).ShouldBe([VisemeSet.AA, VisemeSet.OU, VisemeSet.AA]);
        Shown("ɑ':120 w:40 ɑ':120", calm with { PreserveCriticalVisemes = false }).ShouldBe([VisemeSet.AA, VisemeSet.AA]);
    }

    [Fact]
    public void Lips_that_touch_stay_whatever_is_not_preserved() =>
        Shown("ɑ':120 b:20 ɑ':120 f:20 ɑ:120", Everything with { MinVisemeInterval = Milliseconds(300), PreserveCriticalVisemes = false, CriticalVisemes = [] })
            .ShouldBe([VisemeSet.PP, VisemeSet.FF]);

    [Fact]
    public void A_critical_shape_is_held_as_far_as_its_neighbours_give_half_of_their_time()
    {
        Held("ɑ':120 u':40 ɑ':120", Everything, VisemeSet.OU).ShouldBe(40);
        Held("ɑ':120 u':40 ɑ':120", Everything with { CriticalVisemeMinDuration = Milliseconds(90) }, VisemeSet.OU).ShouldBe(90);
        Held("t:40 u':40 t:60", Everything with { CriticalVisemeMinDuration = Milliseconds(200) }, VisemeSet.OU).ShouldBe(40 + 20 + 30);
    }

    [Fact]
    public void Sibilants_are_held_and_shown_where_they_are_strong()
    {
        const string spoken = "ɑ':120 s:30 t:60 ɑ':120 ʃ:40 ɑ:120";
        Held(spoken, LipSyncSettings.Natural, VisemeSet.SS).ShouldBe(40);
        Held(spoken, LipSyncSettings.SibilantStrong, VisemeSet.SS).ShouldBe(80);
        Held(spoken, LipSyncSettings.SibilantStrong, VisemeSet.CH).ShouldBe(80);
    }

    [Fact]
    public void Calm_shows_less_than_natural_and_crisp_more()
    {
        const string spoken = "h:55 ə:28 l:50 oʊ':190 _:140 ð:25 ɪ:45 s:70 ɪ:40 z:50 k:24 w:30 aɪ':160 t:20 s:60 ɪ:40 m:50 p:30 l:25 _:300";
        var (calm, natural, crisp) = (Shown(spoken, LipSyncSettings.Calm).Length, Shown(spoken, LipSyncSettings.Natural).Length, Shown(spoken, LipSyncSettings.Crisp).Length);
        (calm < natural && natural < crisp).ShouldBeTrue($"{calm} {natural} {crisp}");
    }

    [Fact]
    public void Likeness_is_what_the_documentation_says()
    {
        Math.Round(VisemeLikeness.Of(VisemeSet.NN, VisemeSet.DD), 2).ShouldBe(0.82);
        Math.Round(VisemeLikeness.Of(VisemeSet.E, VisemeSet.SS), 2).ShouldBe(0.77);
        Math.Round(VisemeLikeness.Of(VisemeSet.OU, VisemeSet.OH), 2).ShouldBe(0.63);
        Math.Round(VisemeLikeness.Of(VisemeSet.PP, VisemeSet.FF), 2).ShouldBe(0.41);
        VisemeLikeness.Of(VisemeSet.Sil, VisemeSet.AA).ShouldBe(0);
        VisemeLikeness.Distinctness(VisemeSet.Sil).ShouldBe(1);
    }

    // The visemes as they follow each other, without silence and without the rounding that is ahead of its sound.
    private static int[] Shown(string spoken, LipSyncSettings settings) =>
        [.. Coarticulation.Plan(Spoken.Phones(spoken), settings).Where(cue => cue.Viseme != VisemeSet.Sil && cue.Weight >= 0.42f).Select(cue => cue.Viseme)];

    private static double Held(string spoken, LipSyncSettings settings, int viseme) =>
        Coarticulation.Plan(Spoken.Phones(spoken), settings).Where(cue => cue.Viseme == viseme && cue.Weight >= 0.42f).Sum(cue => cue.Duration.TotalMilliseconds);

    private static float[] At(string spoken, LipSyncSettings settings, double time)
    {
        var weights = new float[VisemeSet.Count];
        MouthCurve.Sample([.. Coarticulation.Plan(Spoken.Phones(spoken), settings)], Milliseconds(time), weights);
        return weights;
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
