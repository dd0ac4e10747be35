using System.Text;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Events;

/// <summary>What every store must do.</summary>
public abstract class EventStoreConformance
{
    private static readonly TenantId Tenant = new("acme");

    /// <summary>Opens an empty store.</summary>
    private protected abstract Task<IEventStore> OpenAsync();

    [Fact]
    public async Task Facts_of_a_stream_come_back_in_order_with_their_versions()
    {
        await using var store = await OpenAsync();
        (await AppendAsync(store, "a", 0, "one", "two")).ShouldBeOfType<AppendOutcome.Appended>().Versions.ShouldBe([2L]);
        (await AppendAsync(store, "a", 2, "three")).ShouldBeOfType<AppendOutcome.Appended>().Versions.ShouldBe([3L]);
        var read = await ReadAsync(store.ReadStreamAsync(Stream("a"), 1, Token));
        read.Select(envelope => (envelope.Version, Text(envelope))).ShouldBe([(2L, "two"), (3L, "three")]);
        read.ShouldAllBe(envelope => envelope.Stream == Stream("a") && envelope.Type == "test.said" && envelope.Position > 0);
    }

    [Fact]
    public async Task A_writer_that_saw_less_appends_nothing_anywhere()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, "a", 0, "one");
        var outcome = await store.AppendAsync([Write("b", 0, "beside"), Write("a", 0, "late")], Token);
        outcome.ShouldBe(new AppendOutcome.Conflicted(Stream("a"), 0, 1));
        (await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token))).Select(Text).ShouldBe(["one"]);
    }

    [Fact]
    public async Task Any_version_appends_at_the_end()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, "a", StreamWrite.AnyVersion, "one");
        (await AppendAsync(store, "a", StreamWrite.AnyVersion, "two")).ShouldBeOfType<AppendOutcome.Appended>().Versions.ShouldBe([2L]);
    }

    [Fact]
    public async Task A_repeated_append_answers_as_before_and_adds_nothing()
    {
        await using var store = await OpenAsync();
        StreamWrite[] writes = [Write("a", 0, "one", "two"), Write("b", StreamWrite.AnyVersion, "beside")];
        var first = (await store.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
        await AppendAsync(store, "a", 2, "three");
        var again = (await store.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
        again.Repeated.ShouldBeTrue();
        again.Position.ShouldBe(first.Position);
        again.Versions.ShouldBe(first.Versions);
        (await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token))).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_repeated_append_to_the_end_of_streams_adds_nothing()
    {
        await using var store = await OpenAsync();
        StreamWrite[] writes = [Write("a", StreamWrite.AnyVersion, "one"), Write("b", StreamWrite.AnyVersion, "beside")];
        var first = (await store.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
        for (var number = 1; number <= 3; number++)
        {
            await AppendAsync(store, "a", number, $"{number}");
            var again = (await store.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
            (again.Repeated, again.Position).ShouldBe((true, first.Position));
            again.Versions.ShouldBe(first.Versions);
        }
    }

    [Fact]
    public async Task A_filter_passes_its_tenant_kind_and_stream_alone()
    {
        await using var store = await OpenAsync();
        var other = new StreamId(new TenantId("rival"), "presenter", "a");
        await store.AppendAsync([Write("a", 0, "mine"), Write("b", 0, "beside"), new StreamWrite(other, 0, [Said("theirs")])], Token);
        (await ReadAsync(store.ReadAsync(new EventFilter(Tenant), 0, Token))).Select(Text).ShouldBe(["mine", "beside"]);
        (await ReadAsync(store.ReadAsync(new EventFilter(Kind: "presenter"), 0, Token))).Select(Text).ShouldBe(["mine", "beside", "theirs"]);
        (await ReadAsync(store.ReadAsync(EventFilter.Of(Stream("b")), 0, Token))).Select(Text).ShouldBe(["beside"]);
        (await ReadAsync(store.ReadAsync(new EventFilter(Tenant, "asset"), 0, Token))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_writers_with_one_version_in_hand_one_wins()
    {
        await using var store = await OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(async writer => await AppendAsync(store, "a", 0, $"by {writer}")));
        outcomes.OfType<AppendOutcome.Appended>().Count().ShouldBe(1);
        outcomes.OfType<AppendOutcome.Conflicted>().ShouldAllBe(conflict => conflict.Actual == 1);
    }

    [Fact]
    public async Task A_subscription_catches_up_and_goes_on_without_gap_or_repetition()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, "a", 0, "0", "1", "2");
        var from = (await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token)))[0].Position;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var heard = new List<EventEnvelope>();
        var listening = Task.Run(async () =>
        {
            await foreach (var envelope in store.SubscribeAsync(new EventFilter(Tenant), from, enough.Token))
            {
                heard.Add(envelope);
                if (heard.Count == 302)
                {
                    return;
                }
            }
        }, Token);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async writer =>
        {
            for (var number = 0; number < 50; number++)
            {
                await AppendAsync(store, $"w{writer}", number, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }));
        await listening.WaitAsync(TimeSpan.FromSeconds(20), Token);
        heard.Select(envelope => envelope.Position).ShouldBe(heard.Select(envelope => envelope.Position).Distinct().Order());
        heard.Skip(2).GroupBy(envelope => envelope.Stream).ShouldAllBe(stream => stream.Select(envelope => envelope.Version).SequenceEqual(Enumerable.Range(1, 50).Select(version => (long)version)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_appended_has_the_outcome_that_it_has_in_memory(int seed)
    {
        var random = new Random(seed);
        await using var store = await OpenAsync();
        await using var model = new InMemoryEventStore(TimeProvider.System);
        var past = new List<StreamWrite[]>();
        var (appended, conflicted, repeated) = (0, 0, 0);
        for (var step = 0; step < 150; step++)
        {
            StreamWrite[] writes = past.Count > 0 && random.Next(6) == 0
                ? past[random.Next(past.Count)]
                : [.. "abcd".OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(id => Write($"{id}", random.Next(4) == 0 ? random.Next(6) : Expected(id), [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => $"{step}.{number}")]))];
            past.Add(writes);
            var (expected, outcome) = (await model.AppendAsync(writes, Token), await store.AppendAsync(writes, Token));
            if (expected is AppendOutcome.Appended all)
            {
                var same = outcome.ShouldBeOfType<AppendOutcome.Appended>();
                (same.Position, same.Repeated).ShouldBe((all.Position, all.Repeated));
                same.Versions.ShouldBe(all.Versions);
                (appended, repeated) = (appended + 1, repeated + (all.Repeated ? 1 : 0));
            }
            else
            {
                outcome.ShouldBe(expected);
                conflicted++;
            }
        }

        Math.Min(appended, Math.Min(conflicted, repeated)).ShouldBeGreaterThan(5);
        var read = await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token));
        read.Select(fact => (fact.Position, fact.Stream, fact.Version, fact.Id, Text(fact))).ShouldBe((await ReadAsync(model.ReadAsync(new EventFilter(), 0, Token))).Select(fact => (fact.Position, fact.Stream, fact.Version, fact.Id, Text(fact))));

        long Expected(char id) => random.Next(3) == 0 ? StreamWrite.AnyVersion : past.Count == 0 ? 0 : VersionOf($"{id}");

        long VersionOf(string id) => model.ReadStreamAsync(Stream(id), 0, Token).ToBlockingEnumerable(Token).LastOrDefault()?.Version ?? 0;
    }

    [Fact]
    public async Task A_cancelled_subscription_ends()
    {
        await using var store = await OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var listening = ReadAsync(store.SubscribeAsync(new EventFilter(Tenant), 0, stop.Token));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => listening.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task The_newest_snapshot_comes_back()
    {
        await using var store = await OpenAsync();
        (await store.FindSnapshotAsync(Stream("a"), Token)).ShouldBeNull();
        await store.SaveSnapshotAsync(Stream("a"), new StreamSnapshot(3, "v1", "{}"u8.ToArray()), Token);
        await store.SaveSnapshotAsync(Stream("a"), new StreamSnapshot(7, "v2", "[1]"u8.ToArray()), Token);
        var snapshot = await store.FindSnapshotAsync(Stream("a"), Token);
        (snapshot!.Version, snapshot.Schema, Encoding.UTF8.GetString(snapshot.State.Span)).ShouldBe((7, "v2", "[1]"));
    }

    [Fact]
    public async Task An_append_that_is_no_append_is_refused()
    {
        await using var store = await OpenAsync();
        await Should.ThrowAsync<ArgumentException>(async () => await store.AppendAsync([], Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.AppendAsync([Write("a", 0)], Token));
        await Should.ThrowAsync<ArgumentException>(async () => await store.AppendAsync([Write("a", 0, "x"), Write("a", 1, "y")], Token));
        await Should.ThrowAsync<ArgumentException>(async () => await AppendAsync(store, "a", 0, new string('x', AppendRules.MaxEventSize)));
    }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected static StreamId Stream(string id) => new(Tenant, "presenter", id);

    private protected static NewEvent Said(string text) => new(Guid.CreateVersion7(), "test.said", Encoding.UTF8.GetBytes($"\"{text}\""));

    private protected static StreamWrite Write(string id, long expected, params string[] texts) => new(Stream(id), expected, [.. texts.Select(Said)]);

    private protected static ValueTask<AppendOutcome> AppendAsync(IEventStore store, string id, long expected, params string[] texts) =>
        store.AppendAsync([Write(id, expected, texts)], Token);

    private protected static string Text(EventEnvelope envelope) => Encoding.UTF8.GetString(envelope.Data.Span).Trim('"');

    private protected static async Task<List<EventEnvelope>> ReadAsync(IAsyncEnumerable<EventEnvelope> facts)
    {
        var read = new List<EventEnvelope>();
        await foreach (var envelope in facts)
        {
            read.Add(envelope);
        }

        return read;
    }
}
