using System.Globalization;
using Npgsql;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Events.Postgres;

[Trait("Category", "process")]
[Collection(PostgresCollection.Name)]
public sealed class PostgresEventStoreTests(PostgresCluster cluster) : EventStoreConformance
{
    [Fact]
    public async Task A_follower_at_one_server_hears_what_another_appends()
    {
        var connection = await cluster.CreateAsync();
        await using var here = await PostgresCluster.OpenAsync(connection);
        await using var there = await PostgresCluster.OpenAsync(connection);
        await AppendAsync(here, "a", 0, "zero");
        var heard = new List<EventEnvelope>();
        var listening = Task.Run(async () =>
        {
            await foreach (var envelope in there.SubscribeAsync(new EventFilter(), 0, Token))
            {
                heard.Add(envelope);
                if (heard.Count == 201)
                {
                    return;
                }
            }
        }, Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var number = 0; number < 50; number++)
            {
                await AppendAsync(writer % 2 == 0 ? here : there, $"w{writer}", number, number.ToString(CultureInfo.InvariantCulture));
            }
        }));
        await listening.WaitAsync(TimeSpan.FromSeconds(20), Token);
        heard.Select(envelope => envelope.Position).ShouldBe(Enumerable.Range(1, 201).Select(position => (long)position));
        heard.Skip(1).GroupBy(envelope => envelope.Stream).ShouldAllBe(stream => stream.Select(envelope => envelope.Version).SequenceEqual(Enumerable.Range(1, 50).Select(version => (long)version)));
    }

    [Fact]
    public async Task Of_servers_with_one_version_in_hand_one_wins()
    {
        var connection = await cluster.CreateAsync();
        await using var here = await PostgresCluster.OpenAsync(connection);
        await using var there = await PostgresCluster.OpenAsync(connection);
        for (var version = 0; version < 10; version++)
        {
            var outcomes = await Task.WhenAll(((IEventStore[])[here, there, here, there]).Select(async store => await AppendAsync(store, "a", version, "mine")));
            outcomes.OfType<AppendOutcome.Appended>().Count().ShouldBe(1);
            outcomes.OfType<AppendOutcome.Conflicted>().ShouldAllBe(conflict => conflict.Actual == version + 1);
        }
    }

    [Fact]
    public async Task A_repeated_append_at_another_server_adds_nothing()
    {
        var connection = await cluster.CreateAsync();
        await using var here = await PostgresCluster.OpenAsync(connection);
        await using var there = await PostgresCluster.OpenAsync(connection);
        StreamWrite[] writes = [Write("a", 0, "one", "two")];
        var first = (await here.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
        var again = (await there.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
        (again.Position, again.Repeated).ShouldBe((first.Position, true));
    }

    [Fact]
    public async Task A_data_base_that_is_away_is_told_and_found_again()
    {
        var connection = await cluster.CreateAsync();
        await using var store = await PostgresCluster.OpenAsync(connection);
        await AppendAsync(store, "a", 0, "one");
        await using var live = store.SubscribeAsync(new EventFilter(), 1, Token).GetAsyncEnumerator(Token);
        var next = live.MoveNextAsync();
        await cluster.StopAsync();
        try
        {
            (await Should.ThrowAsync<EventStoreException>(async () => await AppendAsync(store, "a", 1, "two"))).Code.ShouldBe("storage_unavailable");
            (await Should.ThrowAsync<EventStoreException>(async () => await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token)))).Code.ShouldBe("storage_unavailable");
            (await Should.ThrowAsync<EventStoreException>(() => PostgresCluster.OpenAsync(connection))).Code.ShouldBe("storage_unavailable");
        }
        finally
        {
            await cluster.StartAsync();
        }

        (await AppendAsync(store, "a", 1, "two")).ShouldBeOfType<AppendOutcome.Appended>();
        (await next.AsTask().WaitAsync(TimeSpan.FromSeconds(10), Token)).ShouldBeTrue();
        Text(live.Current).ShouldBe("two");
        (await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token))).Select(Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Tables_of_a_newer_release_are_refused()
    {
        var connection = await cluster.CreateAsync();
        await using (await PostgresCluster.OpenAsync(connection))
        {
        }

        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("INSERT INTO troupe.step VALUES (99)");
        await command.ExecuteNonQueryAsync(Token);
        (await Should.ThrowAsync<EventStoreException>(() => PostgresCluster.OpenAsync(connection))).Message.ShouldContain("newer release");
    }

    [Fact]
    public async Task A_data_base_that_takes_no_writes_is_read_only()
    {
        var connection = await cluster.CreateAsync();
        await using (var store = await PostgresCluster.OpenAsync(connection))
        {
            await AppendAsync(store, "a", 0, "one");
        }

        await using var following = await PostgresCluster.OpenAsync(connection + ";Options=-c default_transaction_read_only=on");
        (await Should.ThrowAsync<EventStoreException>(async () => await AppendAsync(following, "a", 1, "two"))).Code.ShouldBe("storage_read_only");
        (await ReadAsync(following.ReadAsync(new EventFilter(), 0, Token))).Select(Text).ShouldBe(["one"]);
    }

    private protected override async Task<IEventStore> OpenAsync() => await PostgresCluster.OpenAsync(await cluster.CreateAsync());
}
