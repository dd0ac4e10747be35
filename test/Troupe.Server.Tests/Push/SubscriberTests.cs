using Troupe.Server.Events;
using Troupe.Server.Push;

namespace Troupe.Server.Tests.Push;

[Trait("Category", "fast")]
public sealed class SubscriberTests
{
    private static readonly StreamId Ruth = new(TenantId.Local, "presenter", "ruth");
    private readonly ManualTime _time = new();

    [Fact]
    public void Who_reads_too_slowly_is_told_to_come_back_and_holds_nobody_up()
    {
        using var subscriber = Open(capacity: 3);
        for (var position = 1; position <= 10; position++)
        {
            subscriber.Offer(Fact(position));
        }

        subscriber.IsBehind.ShouldBeTrue();
        Waiting(subscriber).ShouldBe([1, 2, 3]);
        subscriber.Waiting.Completion.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void A_slider_is_thinned_out_and_its_last_value_comes_before_what_follows()
    {
        using var subscriber = Open(capacity: 100);
        for (var position = 1; position <= 500; position++)
        {
            subscriber.Offer(Fact(position, isLevel: true));
            _time.Advance(TimeSpan.FromMilliseconds(2));
        }

        subscriber.Offer(Fact(501, isLevel: true));
        subscriber.Offer(Fact(502));
        var told = Waiting(subscriber);
        told.Count.ShouldBeLessThanOrEqualTo(24);
        told[^2..].ShouldBe([501, 502]);
        told.ShouldBe(told.Order());
        _time.Advance(TimeSpan.FromSeconds(1));
        Waiting(subscriber).ShouldBeEmpty();
    }

    [Fact]
    public void Sliders_of_several_are_told_in_the_order_of_their_positions_and_none_is_left_out()
    {
        using var subscriber = Open(capacity: 1_000);
        var eve = new StreamId(TenantId.Local, "presenter", "eve");
        for (var position = 1; position <= 1_000; position += 2)
        {
            subscriber.Offer(Fact(position, isLevel: true));
            subscriber.Offer(Fact(position + 1, isLevel: true) with { Stream = eve });
            _time.Advance(TimeSpan.FromMilliseconds(2));
        }

        _time.Advance(TimeSpan.FromMilliseconds(50));
        var told = Waiting(subscriber);
        told.ShouldBe(told.Order());
        told[^2..].ShouldBe([999, 1_000]);
        told.Count(position => position % 2 == 1).ShouldBeInRange(20, 22);
        told.Count(position => position % 2 == 0).ShouldBeInRange(20, 22);
    }

    [Fact]
    public void What_follows_a_slider_does_not_overtake_that_of_another()
    {
        using var subscriber = Open(capacity: 100);
        subscriber.Offer(Fact(1, isLevel: true));
        subscriber.Offer(Fact(2, isLevel: true));
        subscriber.Offer(Fact(3) with { Stream = new StreamId(TenantId.Local, "presenter", "eve") });
        _time.Advance(TimeSpan.FromSeconds(1));
        Waiting(subscriber).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("local", "presenter", "ruth", true)]
    [InlineData("local", "presenter", "eve", false)]
    [InlineData("local", "audit", "ruth", false)]
    [InlineData("other", "presenter", "ruth", false)]
    public void What_is_not_wanted_does_not_pass(string tenant, string kind, string id, bool passes) =>
        new PushFilter(TenantId.Local, new HashSet<string> { "presenter" }, "ruth").Passes(new StreamId(new TenantId(tenant), kind, id)).ShouldBe(passes);

    private Subscriber Open(int capacity) =>
        new(new PushFilter(TenantId.Local, new HashSet<string> { "presenter" }, null), new PushOptions { OutboxCapacity = capacity }, _time);

    private static PushItem Fact(long position, bool isLevel = false) => new(Ruth, position, isLevel, default);

    private static List<long> Waiting(Subscriber subscriber)
    {
        var positions = new List<long>();
        while (subscriber.Waiting.TryRead(out var item))
        {
            positions.Add(item.Position!.Value);
        }

        return positions;
    }
}
