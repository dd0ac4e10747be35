using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Tests.Acting.Listening;

[Trait("Category", "fast")]
public sealed class LipFilterTests
{
    private readonly LipFilter _filter = new();
    private readonly float[] _weights = new float[VisemeSet.Count];

    [Fact]
    public void A_weak_change_that_lasts_a_frame_is_taken_out_and_one_that_lasts_is_shown()
    {
        var change = Odds((VisemeSet.KK, 0.4f), (VisemeSet.AA, 0.25f));
        Hear(VisemeSet.AA, 10);
        Hear(change, 1).ShouldBe([VisemeSet.AA]);
        Hear(VisemeSet.AA, 3).ShouldBe([VisemeSet.AA, VisemeSet.AA, VisemeSet.AA]);
        Hear(change, 3).ShouldBe([VisemeSet.AA, VisemeSet.KK, VisemeSet.KK]);
    }

    [Fact]
    public void Lips_that_touch_for_a_frame_are_shut_at_once_and_for_40_ms()
    {
        Hear(VisemeSet.AA, 10);
        Hear(VisemeSet.PP, 1, closure: 0.9f).ShouldBe([VisemeSet.PP]);
        LipsOpen().ShouldBeLessThanOrEqualTo(0.1f);
        Hear(VisemeSet.AA, 5).ShouldBe([VisemeSet.PP, VisemeSet.PP, VisemeSet.PP, VisemeSet.AA, VisemeSet.AA]);
    }

    [Fact]
    public void Lips_stay_shut_for_as_long_as_they_touch()
    {
        Hear(VisemeSet.PP, 12, closure: 0.9f).ShouldAllBe(shown => shown == VisemeSet.PP);
        Hear(VisemeSet.AA, 1).ShouldBe([VisemeSet.AA]);
    }

    [Fact]
    public void The_odds_alone_shut_no_lips() => Hear(VisemeSet.PP, 10, 0.99f).ShouldAllBe(shown => shown != VisemeSet.PP);

    [Fact]
    public void Is_at_rest_within_120_ms_of_the_end_of_speech()
    {
        Hear(VisemeSet.OH, 50);
        Hear(VisemeSet.Sil, 12, 0.7f)[^1].ShouldBe(VisemeSet.Sil);
    }

    [Fact]
    public void Comes_back_at_once_after_a_minute_of_rest()
    {
        Hear(VisemeSet.Sil, 6000, 1);
        Hear(VisemeSet.E, 4)[^1].ShouldBe(VisemeSet.E);
    }

    [Fact]
    public void Weights_add_up_to_one_whatever_is_heard()
    {
        var random = new Random(5);
        for (var frame = 0; frame < 1000; frame++)
        {
            var odds = Enumerable.Range(0, VisemeSet.Count).Select(_ => random.NextSingle() < 0.5f ? 0 : random.NextSingle()).ToArray();
            var sum = Math.Max(odds.Sum(), 1e-6f);
            _filter.Next(odds.Select(one => one / sum).ToArray(), random.NextSingle(), _weights);
            _weights.Sum().ShouldBe(1, 1e-4f);
            _weights.ShouldAllBe(weight => weight >= 0);
        }
    }

    private float LipsOpen() => 1 - _weights[VisemeSet.PP];

    private int[] Hear(int viseme, int frames, float odds = 0.9f, float closure = 0) => Hear(Odds((viseme, odds)), frames, closure);

    // What is shown in each frame.
    private int[] Hear(float[] odds, int frames, float closure = 0) => [.. Enumerable.Range(0, frames).Select(_ =>
    {
        _filter.Next(odds, closure, _weights);
        return Array.IndexOf(_weights, _weights.Max());
    })];

    private static float[] Odds(params (int Viseme, float Odds)[] likely)
    {
        var odds = Enumerable.Repeat((1 - likely.Sum(one => one.Odds)) / (VisemeSet.Count - likely.Length), VisemeSet.Count).ToArray();
        foreach (var (viseme, odd) in likely)
        {
            odds[viseme] = odd;
        }

        return odds;
    }
}
