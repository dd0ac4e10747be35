using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events;

[Trait("Category", "fast")]
public sealed class SnapshotTests
{
    private const int Long = EventStreams.SnapshotAfter;

    private readonly InMemoryEventStore _store = new(TimeProvider.System);
    private readonly EventStreams _streams;

    public SnapshotTests() => _streams = new EventStreams(_store, new EventCodec());

    [Fact]
    public async Task A_long_stream_leaves_a_snapshot_and_is_folded_from_it()
    {
        await AppendAsync(Long);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(Sum(Long), Long), Long));
        (await _store.FindSnapshotAsync(Stream, Token))!.Version.ShouldBe(Long);
        await AppendAsync(1);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(Sum(Long + 1), Long + 1), Long + 1));

        // A snapshot that says otherwise shows that it is used, by a server that has no state in memory.
        await _store.SaveSnapshotAsync(Stream, new StreamSnapshot(Long, "1", """{"sum":7,"facts":0}"""u8.ToArray()), Token);
        (await new EventStreams(_store, new EventCodec()).LoadAsync<Tally>(TenantId.Local, "a", Token)).ShouldBe(new Versioned<Tally>(new Tally(Long + 8, 1), Long + 1));
    }

    [Fact]
    public async Task A_snapshot_is_saved_after_so_many_facts_however_often_the_state_was_loaded_meanwhile()
    {
        for (var fact = 0; fact < (2 * Long) + 50; fact++)
        {
            await AppendAsync(1);
            await LoadAsync<Tally>();
        }

        (await _store.FindSnapshotAsync(Stream, Token))!.Version.ShouldBe(2 * Long);
    }

    [Fact]
    public async Task A_state_in_memory_has_what_another_server_appended()
    {
        var other = new EventStreams(_store, new EventCodec());
        await AppendAsync(2);
        (await LoadAsync<Tally>()).State.Sum.ShouldBe(3);
        await _store.AppendAsync([other.Write(Stream, 2, [new CommandAnswered("number", 10)])], Token);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(13, 3), 3));
    }

    [Fact]
    public async Task A_state_with_personal_data_is_read_anew_each_time_and_erased_with_its_key()
    {
        var keyring = Keyring.InMemory();
        var streams = new EventStreams(_store, new EventCodec(keyring));
        var person = new StreamId(TenantId.Local, Guest.Kind, "a");
        var sealedNote = new ProtectedJson(keyring).Write(person, "snapshot 1", new Guest(Protected<string>.Of("ada@example.org", "likes tea")));
        await _store.AppendAsync([streams.Write(person, 0, [new CommandAnswered("number", 1)])], Token);
        await _store.SaveSnapshotAsync(person, new StreamSnapshot(1, "1", sealedNote), Token);
        (await streams.LoadAsync<Guest>(TenantId.Local, "a", Token)).State.Note!.ValueOr("erased").ShouldBe("likes tea");

        keyring.Erase(TenantId.Local, keyring.PseudonymOf(TenantId.Local, "ada@example.org"));
        (await streams.LoadAsync<Guest>(TenantId.Local, "a", Token)).State.Note!.ValueOr("erased").ShouldBe("erased");
    }

    [Fact]
    public async Task A_store_that_lost_facts_is_believed_once_it_says_so()
    {
        await AppendAsync(3);
        await LoadAsync<Tally>();
        _streams.Forget(Stream);
        await _store.SaveSnapshotAsync(Stream, new StreamSnapshot(2, "1", """{"sum":1,"facts":1}"""u8.ToArray()), Token);
        (await LoadAsync<Tally>()).ShouldBe(new Versioned<Tally>(new Tally(4, 2), 3));
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
        await AppendAsync(Long - 1);
        await LoadAsync<Tally>();
        (await _store.FindSnapshotAsync(Stream, Token)).ShouldBeNull();
        await AppendAsync(10);
        (await LoadAsync<Plain>()).Version.ShouldBe(Long + 9);
        (await _store.FindSnapshotAsync(Stream, Token)).ShouldBeNull();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Sum(long facts) => facts * (facts + 1) / 2;

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

    private sealed record Guest(Protected<string>? Note) : IFolded<Guest>
    {
        public static string Kind => "guest";

        public static string? Schema => "1";

        public static Guest Initial { get; } = new((Protected<string>?)null);

        public Guest Apply(IDomainEvent fact) => this;
    }

    private sealed record Plain : IFolded<Plain>
    {
        public static string Kind => "tally";

        public static Plain Initial { get; } = new();

        public Plain Apply(IDomainEvent fact) => this;
    }
}
