using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Events;

[Trait("Category", "fast")]
public sealed class SnapshotTests
{
    private readonly InMemoryEventStore _store = new(TimeProvider.System);
    private readonly EventStreams _streams;

    public SnapshotTests() => _streams = new EventStreams(_store, new EventCodec());

    [Fact]
    public async Task A_long_stream_leaves_a_snapshot_and_is_folded_from_it()
    {
        await AppendAsync(EventStreams.SnapshotAfter);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(5050, 100), 100));
        (await _store.FindSnapshotAsync(Stream, Token))!.Version.ShouldBe(100);
        await AppendAsync(1);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(5151, 101), 101));

        // A snapshot that says otherwise shows that it is used.
        await _store.SaveSnapshotAsync(Stream, new StreamSnapshot(100, "1", """{"sum":7,"facts":0}"""u8.ToArray()), Token);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(108, 1), 101));
    }

    [Theory]
    [InlineData("2", """{"sum":7,"facts":0}""")]
    [InlineData("1", "nothing")]
    [InlineData("1", "null")]
    public async Task A_snapshot_of_another_shape_or_one_that_cannot_be_read_is_passed_over(string schema, string state)
    {
        await AppendAsync(3);
        await _store.SaveSnapshotAsync(Stream, new StreamSnapshot(3, schema, System.Text.Encoding.UTF8.GetBytes(state)), Token);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(6, 3), 3));
    }

    [Fact]
    public async Task A_short_stream_and_a_state_without_a_shape_leave_none()
    {
        await AppendAsync(EventStreams.SnapshotAfter - 1);
        await LoadAsync<Tally>();
        (await _store.FindSnapshotAsync(Stream, Token)).ShouldBeNull();
        await AppendAsync(10);
        (await LoadAsync<Plain>()).Version.ShouldBe(109);
        (await _store.FindSnapshotAsync(Stream, Token)).ShouldBeNull();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StreamId Stream => new(TenantId.Local, Tally.Kind, "a");

    private ValueTask<Versioned<TState>> LoadAsync<TState>()
        where TState : IFolded<TState> => _streams.LoadAsync<TState>(TenantId.Local, "a", Token);

    private async Task AppendAsync(int count)
    {
        var (_, version) = await LoadAsync<Plain>();
        var facts = Enumerable.Range(1, count).Select(number => (IDomainEvent)new CommandAnswered("number", version + number)).ToArray();
        await _store.AppendAsync([_streams.Write(Stream, version, facts)], Token);
    }

    private sealed record Tally(long Sum, int Facts) : IFolded<Tally>
    {
        public static string Kind => "tally";

        public static string? Schema => "1";

        public static Tally Initial { get; } = new(0L, 0);

        public Tally Apply(IDomainEvent fact) => new(Sum + ((CommandAnswered)fact).Version, Facts + 1);
    }

    private sealed record Plain : IFolded<Plain>
    {
        public static string Kind => "tally";

        public static Plain Initial { get; } = new();

        public Plain Apply(IDomainEvent fact) => this;
    }
}
