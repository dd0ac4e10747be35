using System.Globalization;
using System.Text;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Events.Postgres;

/// <summary>The connection breaks when facts are committed and the answer is on its way. Nobody knows then, so all is written again, by the store or by its caller: it is not to be there twice.</summary>
[Trait("Category", "process")]
[Collection(PostgresCollection.Name)]
public sealed class PostgresLostAnswerTests(PostgresCluster cluster)
{
    private static readonly TenantId Tenant = new("acme");

    // Which way a group is written depends on what the writer knows from before, and how it is found again on what was expected of its streams.
    [Theory]
    [InlineData(false, false, false, 1)]
    [InlineData(false, true, false, 5)]
    [InlineData(false, false, true, 5)]
    [InlineData(false, true, true, 1)]
    [InlineData(true, false, false, 5)]
    [InlineData(true, true, false, 1)]
    [InlineData(true, false, true, 1)]
    [InlineData(true, true, true, 5)]
    public async Task What_was_committed_without_an_answer_is_there_once(bool knowing, bool loose, bool staysAway, int writers)
    {
        var connection = await cluster.CreateAsync();
        await using var proxy = new LosingProxy(cluster.Folder);
        await using var store = await PostgresCluster.OpenAsync(proxy.Through(connection, cluster.Folder));
        var before = knowing ? 2 : 0;
        for (var number = 0; number < before; number++)
        {
            await store.AppendAsync([Write("before", number, $"before {number}")], Token);
        }

        proxy.LoseNextAnswer(staysAway);
        StreamWrite[][] appends = [.. Enumerable.Range(0, writers).Select(writer => Appended($"w{writer}", loose))];
        var outcomes = await Task.WhenAll(appends.Select(writes => UntilAnsweredAsync(store, proxy, writes)));

        proxy.Lost.ShouldBe(1);
        outcomes.ShouldContain(outcome => outcome.Repeated);
        var log = await ReadAsync(store);
        log.Count.ShouldBe(before + (2 * appends.Length), string.Join(", ", log.Select(fact => Encoding.UTF8.GetString(fact.Data.Span))));
        log.Select(fact => fact.Id).ShouldBeUnique();
        for (var writer = 0; writer < appends.Length; writer++)
        {
            var own = log.Where(fact => appends[writer].Any(write => write.Events[0].Id == fact.Id)).ToArray();
            outcomes[writer].Position.ShouldBe(own[^1].Position);
            outcomes[writer].Versions.ShouldBe(own.Select(fact => fact.Version));
        }

        // Who sends it once more, long after, is answered the same.
        var again = (await store.AppendAsync(appends[0], Token)).ShouldBeOfType<AppendOutcome.Appended>();
        (again.Repeated, again.Position).ShouldBe((true, outcomes[0].Position));
        (await ReadAsync(store)).Count.ShouldBe(log.Count);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StreamWrite[] Appended(string writer, bool loose) => [Write(writer, loose ? StreamWrite.AnyVersion : 0, writer), Write("shared", StreamWrite.AnyVersion, $"{writer} beside")];

    private static StreamWrite Write(string id, long expected, string text) =>
        new(new StreamId(Tenant, "presenter", id), expected, [new NewEvent(Guid.CreateVersion7(), "test.said", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"{text}\"")))]);

    private static async Task<AppendOutcome.Appended> UntilAnsweredAsync(IEventStore store, LosingProxy proxy, StreamWrite[] writes)
    {
        while (true)
        {
            try
            {
                return (await store.AppendAsync(writes, Token)).ShouldBeOfType<AppendOutcome.Appended>();
            }
            catch (EventStoreException away) when (away.Code == "storage_unavailable")
            {
                proxy.ComeBack();
            }
        }
    }

    private static async Task<List<EventEnvelope>> ReadAsync(IEventStore store)
    {
        var log = new List<EventEnvelope>();
        await foreach (var fact in store.ReadAsync(new EventFilter(), 0, Token))
        {
            log.Add(fact);
        }

        return log;
    }
}
