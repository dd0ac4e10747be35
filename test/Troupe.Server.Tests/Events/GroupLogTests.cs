using Troupe.Server.Events;

namespace Troupe.Server.Tests.Events;

[Trait("Category", "fast")]
public sealed class GroupLogTests
{
    private static readonly StreamId One = new(TenantId.Local, "presenter", "one");
    private static readonly StreamId Two = new(TenantId.Local, "presenter", "two");
    private readonly GroupLog _log = new(10, new Dictionary<StreamId, long> { [One] = 3, [Two] = 0 }, [], DateTimeOffset.UnixEpoch.AddTicks(17));

    [Fact]
    public void Each_append_of_a_group_sees_those_before_it()
    {
        _log.Append([Write(One, 3)]).ShouldBeOfType<AppendOutcome.Appended>().Versions.ShouldBe([4L]);
        _log.Append([Write(One, 4), Write(Two, 0)]).ShouldBeOfType<AppendOutcome.Appended>().Position.ShouldBe(13);
        _log.Facts.Select(fact => (fact.Position, fact.Stream, fact.Version)).ShouldBe([(11L, One, 4L), (12L, One, 5L), (13L, Two, 1L)]);
    }

    [Fact]
    public void An_append_that_conflicts_leaves_the_others_alone()
    {
        _log.Append([Write(One, 3)]);
        _log.Append([Write(Two, 0), Write(One, 3)]).ShouldBe(new AppendOutcome.Conflicted(One, 3, 4));
        _log.Append([Write(Two, 0)]).ShouldBeOfType<AppendOutcome.Appended>().Versions.ShouldBe([1L]);
        _log.Facts.Count.ShouldBe(2);
    }

    [Fact]
    public void The_same_append_twice_in_a_group_is_done_once()
    {
        StreamWrite[] writes = [Write(One, 3), Write(Two, StreamWrite.AnyVersion)];
        var first = _log.Append(writes).ShouldBeOfType<AppendOutcome.Appended>();
        var again = _log.Append(writes).ShouldBeOfType<AppendOutcome.Appended>();
        (again.Repeated, again.Position).ShouldBe((true, first.Position));
        again.Versions.ShouldBe(first.Versions);
        _log.Facts.Count.ShouldBe(2);
    }

    [Fact]
    public void Times_are_whole_microseconds()
    {
        _log.Append([Write(One, 3)]);
        _log.Facts[0].At.ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(10));
    }

    private static StreamWrite Write(StreamId stream, long expected) => new(stream, expected, [new NewEvent(Guid.CreateVersion7(), "test.said", default)]);
}
