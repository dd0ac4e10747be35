using System.Runtime.CompilerServices;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Events;

[Trait("Category", "fast")]
public sealed class EventTailTests
{
    private static readonly StreamId Stream = new(TenantId.Local, "presenter", "a");
    private readonly List<EventEnvelope> _log = [];
    private readonly EventTail _tail = new(0);
    private int _reads;

    [Fact]
    public async Task Who_keeps_up_never_asks_the_log()
    {
        await using var follower = Follow(0);
        for (var position = 1; position <= 10_000; position++)
        {
            var next = follower.MoveNextAsync();
            Extend(1);
            (await next).ShouldBeTrue();
            follower.Current.Position.ShouldBe(position);
        }

        _reads.ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_slower_than_the_tail_is_long_reads_the_log_and_misses_nothing()
    {
        await using var follower = Follow(0);
        var next = follower.MoveNextAsync();
        Extend(1);
        await next;
        Extend(10_000);
        for (var position = 2; position <= 10_001; position++)
        {
            (await follower.MoveNextAsync()).ShouldBeTrue();
            follower.Current.Position.ShouldBe(position);
        }

        _reads.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_leap_the_facts_in_between_come_from_the_log()
    {
        await using var follower = Follow(0);
        var next = follower.MoveNextAsync();
        _log.AddRange(Facts(1, 50));
        _tail.Leap(50);
        Extend(3);
        for (var position = 1; position <= 53; position++)
        {
            (await next).ShouldBeTrue();
            follower.Current.Position.ShouldBe(position);
            next = position < 53 ? follower.MoveNextAsync() : new(true);
        }
    }

    [Fact]
    public void What_does_not_follow_the_head_is_not_taken()
    {
        Extend(5);
        _tail.TryExtend(3, Facts(4, 2)).ShouldBeFalse();
        _tail.TryExtend(6, Facts(7, 2)).ShouldBeFalse();
        _tail.Leap(2);
        _tail.Head.ShouldBe(5);
    }

    private IAsyncEnumerator<EventEnvelope> Follow(long after) =>
        _tail.FollowAsync(new EventFilter(), after, ReadAsync, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private void Extend(int count)
    {
        var facts = Facts(_log.Count + 1, count);
        _log.AddRange(facts);
        _tail.TryExtend(facts[0].Position - 1, facts).ShouldBeTrue();
    }

    private static EventEnvelope[] Facts(long from, int count) =>
        [.. Enumerable.Range(0, count).Select(number => new EventEnvelope(from + number, Stream, from + number, Guid.Empty, "test.said", DateTimeOffset.UnixEpoch, default))];

    private async IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _reads++;
        foreach (var envelope in _log.Skip((int)afterPosition).ToArray())
        {
            await Task.CompletedTask;
            yield return envelope;
        }
    }
}
