using Troupe.Server.Push;

namespace Troupe.Server.Tests.Push;

[Trait("Category", "fast")]
public sealed class LatestWinsTests
{
    private readonly ManualTime _time = new();
    private readonly List<(long At, string Key, int Value)> _delivered = [];

    [Fact]
    public void A_slider_that_moves_a_thousand_times_a_second_is_shown_twenty_times_and_at_its_end()
    {
        using var thinned = Thinned();
        for (var value = 1; value <= 1_000; value++)
        {
            thinned.Offer("slider", value);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        _time.Advance(TimeSpan.FromMilliseconds(200));
        _delivered[0].ShouldBe((0, "slider", 1));
        _delivered[^1].Value.ShouldBe(1_000);
        _delivered.Count.ShouldBe(21);
        _delivered.Zip(_delivered.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At >= 50 && pair.Second.Value > pair.First.Value);
    }

    [Fact]
    public void A_value_that_comes_alone_is_delivered_at_once_and_once()
    {
        using var thinned = Thinned();
        thinned.Offer("slider", 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        thinned.Offer("slider", 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        _delivered.ShouldBe([(0, "slider", 1), (1_000, "slider", 2)]);
    }

    [Fact]
    public void Keys_do_not_wait_for_each_other()
    {
        using var thinned = Thinned();
        thinned.Offer("one", 1);
        thinned.Offer("other", 2);
        _delivered.ShouldBe([(0, "one", 1), (0, "other", 2)]);
    }

    [Fact]
    public void Nothing_is_delivered_after_the_end()
    {
        var thinned = Thinned();
        thinned.Offer("slider", 1);
        thinned.Offer("slider", 2);
        thinned.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        _delivered.Count.ShouldBe(1);
    }

    private LatestWins<string, int> Thinned() => new(TimeSpan.FromMilliseconds(50), _time, (key, value) => _delivered.Add(((long)_time.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).TotalMilliseconds, key, value)));
}
