using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Tests.Acting.Listening;

[Trait("Category", "fast")]
public sealed class LipFilterTests
{
    private readonly LipFilter _filter = new();
    private readonly float[] _weights = new float[VisemeSet.Count];

    [Fact]
    public void A_change_that_lasts_a_frame_is_taken_out_and_one_that_lasts_is_shown()
    {
        Hear(VisemeSet.AA, 10);
        Hear(VisemeSet.KK, 1, 0.6f).ShouldBe([VisemeSet.AA]);
        Hear(VisemeSet.AA, 3).ShouldBe([VisemeSet.AA, VisemeSet.AA, VisemeSet.AA]);
        Hear(VisemeSet.KK, 4)[^1].ShouldBe(VisemeSet.KK);
    }

    [Fact]
    public void Lips_that_touch_for_a_frame_are_shut_at_once_and_for_40_ms()
    {
        Hear(VisemeSet.AA, 10);
        Hear(VisemeSet.AA, 1, closure: 0.9f).ShouldBe([VisemeSet.PP]);
        LipsOpen().ShouldBeLessThanOrEqualTo(0.1f);
        Hear(VisemeSet.AA, 5).ShouldBe([VisemeSet.PP, VisemeSet.PP, VisemeSet.PP, VisemeSet.AA, VisemeSet.AA]);
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

    // What is shown in each frame while one viseme is heard.
    private int[] Hear(int viseme, int frames, float odds = 0.9f, float closure = 0)
    {
        var heard = Enumerable.Repeat((1 - odds) / (VisemeSet.Count - 1), VisemeSet.Count).ToArray();
        heard[viseme] = odds;
        return [.. Enumerable.Range(0, frames).Select(_ =>
        {
            _filter.Next(heard, closure, _weights);
            return Array.IndexOf(_weights, _weights.Max());
        })];
    }
}
