using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Events.Postgres;

/// <summary>The data base dies at any point while two servers write and follow: what was acknowledged is there once, and who follows goes on by itself.</summary>
[Trait("Category", "process")]
[Collection(PostgresCollection.Name)]
public sealed class PostgresCrashTests(PostgresCluster cluster)
{
    private const int Rounds = 6;
    private static readonly TenantId Tenant = new("acme");
    private static readonly StreamId Shared = new(Tenant, "audit", "log");

    private readonly Random _random = new(7);
    private readonly ConcurrentBag<Guid> _acknowledged = [];
    private int _refused;

    [Fact]
    public async Task A_data_base_killed_at_any_point_loses_no_acknowledged_fact_and_keeps_none_twice()
    {
        var connection = await cluster.CreateAsync();
        await using var here = await PostgresCluster.OpenAsync(connection);
        await using var there = await PostgresCluster.OpenAsync(connection);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        IEventStore[] servers = [here, there, here, there];
        var writers = servers.Select((server, writer) => Task.Run(() => WriteAsync(server, writer, enough.Token), Token)).ToArray();
        var followers = ((IEventStore[])[here, there]).Select(server => Task.Run(() => FollowAsync(server), Token)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var before = _acknowledged.Count;
            await Task.Delay(_random.Next(20, 150), Token);
            await (round % 2 == 0 ? RestartAsync() : KillOneAsync(connection));
            await UntilAsync(() => _acknowledged.Count >= before + 20);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);

        // Who follows is told of the end as well.
        await AppendAsync(here, new StreamWrite(new StreamId(Tenant, "end", "log"), 0, [Fact()]));
        var log = await ReadAsync(here);
        log.Select(fact => fact.Position).ShouldBe(Enumerable.Range(1, log.Count).Select(position => (long)position));
        log.GroupBy(fact => fact.Stream).ShouldAllBe(stream => stream.Select(fact => fact.Version).SequenceEqual(Enumerable.Range(1, stream.Count()).Select(version => (long)version)));
        log.Select(fact => fact.Id).ShouldBeUnique();
        _acknowledged.Except(log.Select(fact => fact.Id)).ShouldBeEmpty();
        _refused.ShouldBeGreaterThan(0, "no append met a data base that was away");
        foreach (var follower in followers)
        {
            (await follower.WaitAsync(TimeSpan.FromSeconds(20), Token)).ShouldBe(log.Select(fact => fact.Position));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NewEvent Fact() => new(Guid.CreateVersion7(), "test.said", "{}"u8.ToArray());

    // One append after another, each to a stream of the writer's own and to one that all write to.
    private async Task WriteAsync(IEventStore server, int writer, CancellationToken enough)
    {
        for (var version = 0; !enough.IsCancellationRequested; version++)
        {
            await AppendAsync(server, new StreamWrite(new StreamId(Tenant, "presenter", $"w{writer}"), version, [Fact()]), new StreamWrite(Shared, StreamWrite.AnyVersion, [Fact()]));
        }
    }

    // An append that was refused is the same append when it is sent again.
    private async Task AppendAsync(IEventStore server, params StreamWrite[] writes)
    {
        while (true)
        {
            try
            {
                (await server.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
                Array.ForEach(writes, write => _acknowledged.Add(write.Events[0].Id));
                return;
            }
            catch (EventStoreException away) when (away.Code == "storage_unavailable")
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(10, Token);
            }
        }
    }

    private static async Task<List<long>> FollowAsync(IEventStore server)
    {
        var heard = new List<long>();
        await foreach (var fact in server.SubscribeAsync(new EventFilter(), 0, Token))
        {
            heard.Add(fact.Position);
            if (fact.Stream.Kind == "end")
            {
                break;
            }
        }

        return heard;
    }

    private static async Task<List<EventEnvelope>> ReadAsync(IEventStore server)
    {
        var log = new List<EventEnvelope>();
        await foreach (var fact in server.ReadAsync(new EventFilter(), 0, Token))
        {
            log.Add(fact);
        }

        return log;
    }

    private async Task RestartAsync()
    {
        await cluster.StopAsync();
        await cluster.StartAsync();
    }

    // PostgreSQL trusts no memory that a killed process shared: it ends all others and recovers from its log.
    private static async Task KillOneAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var find = source.CreateCommand("SELECT pid FROM pg_stat_activity WHERE query LIKE '%troupe.head%' AND datname = current_database() AND pid <> pg_backend_pid() LIMIT 1");
        if (await find.ExecuteScalarAsync(Token) is int writer)
        {
            using var process = Process.GetProcessById(writer);
            process.Kill();
        }
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var patience = 0; !reached(); patience++)
        {
            patience.ShouldBeLessThan(1000, "the servers no longer write");
            await Task.Delay(20, Token);
        }
    }
}
