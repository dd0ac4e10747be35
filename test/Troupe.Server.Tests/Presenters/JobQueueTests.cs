using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Events.Protection;
using Troupe.Server.Presenters;

namespace Troupe.Server.Tests.Presenters;

/// <summary>Queued work outlives the server that does it.</summary>
[Trait("Category", "fast")]
public sealed class JobQueueTests
{
    private const string Lease = "--Troupe:Presenters:WorkLease=00:00:01";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_of_a_server_that_goes_down_is_done_by_the_next()
    {
        await using var store = new InMemoryEventStore(TimeProvider.System);
        var endless = new EndlessRehearsal();
        string job;
        Keyring keyring;
        await using (var first = await StartAsync(store, endless))
        {
            keyring = first.Services.GetRequiredService<Keyring>();
            job = await RehearseAsync(first, "ruth");
            await endless.Begun.WaitAsync(WireClient.Patience, Token);
            (await JobAsync(first, job)).State.ShouldBe(JobState.Running);
        }

        await using var next = await TestServer.StartAsync(services => services.AddSingleton<IEventStore>(store).AddSingleton(keyring));
        (await EndOfAsync(next, job)).State.ShouldBe(JobState.Done);
        (await FactsAsync(next, job)).ShouldBe(["job.queued", "job.started", "job.released", "job.started", "job.done"]);
    }

    [Fact]
    public async Task Work_of_a_server_that_died_is_taken_up_when_its_time_is_over()
    {
        await using var store = new InMemoryEventStore(TimeProvider.System);
        await using var server = await TestServer.StartOnAsync(store, Lease);
        await new PresenterDeskClient(server.Http).CreateAsync("ruth");
        await DieAsync(server, "job-1", attempts: 1);
        var view = await EndOfAsync(server, "job-1");
        (view.State, view.Revision).ShouldBe((JobState.Done, 1));
        (await FactsAsync(server, "job-1")).ShouldBe(["job.queued", "job.started", "job.started", "job.done"]);
    }

    [Fact]
    public async Task Work_that_took_servers_down_again_and_again_has_failed()
    {
        await using var store = new InMemoryEventStore(TimeProvider.System);
        await using var server = await TestServer.StartOnAsync(store, Lease);
        await new PresenterDeskClient(server.Http).CreateAsync("ruth");
        await DieAsync(server, "job-1", attempts: 3);
        var view = await EndOfAsync(server, "job-1");
        (view.State, view.Code).ShouldBe((JobState.Failed, "work_interrupted"));
    }

    [Fact]
    public async Task What_was_ordered_is_in_the_log_as_sealed_data_of_who_ordered_it()
    {
        await using var store = new InMemoryEventStore(TimeProvider.System);
        await using var server = await TestServer.StartOnAsync(store, Lease);
        await new PresenterDeskClient(server.Http).CreateAsync("ruth");
        await DieAsync(server, "job-1", attempts: 1);
        await foreach (var envelope in store.ReadStreamAsync(new StreamId(TenantId.Local, Work.Kind, "job-1"), 0, Token))
        {
            System.Text.Encoding.UTF8.GetString(envelope.Data.Span).ShouldNotContain("presenter.publish");
        }

        (await EndOfAsync(server, "job-1")).State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task A_server_that_lost_its_work_stops_and_says_nothing()
    {
        await using var store = new InMemoryEventStore(TimeProvider.System);
        var endless = new EndlessRehearsal();
        await using var server = await StartAsync(store, endless);
        var job = await RehearseAsync(server, "ruth");
        await endless.Begun.WaitAsync(WireClient.Patience, Token);

        // Another server believes that this one died, and does it.
        var streams = server.Services.GetRequiredService<EventStreams>();
        await streams.Store.AppendAsync(
            [streams.Write(new StreamId(TenantId.Local, Work.Kind, job), StreamWrite.AnyVersion, [new WorkEnded()]), streams.Write(new StreamId(TenantId.Local, Job.Kind, job), StreamWrite.AnyVersion, [new JobDone(null)])], Token);
        await endless.Cancelled.WaitAsync(WireClient.Patience, Token);
        (await JobAsync(server, job)).State.ShouldBe(JobState.Done);
        (await FactsAsync(server, job)).ShouldBe(["job.queued", "job.started", "job.done"]);
    }

    [Fact]
    public async Task Two_servers_do_each_piece_of_work_once()
    {
        await using var store = new InMemoryEventStore(TimeProvider.System);
        await using var one = await TestServer.StartOnAsync(store);
        await using var other = await TestServer.StartAsync(services => services.AddSingleton<IEventStore>(store).AddSingleton(one.Services.GetRequiredService<Keyring>()));
        var jobs = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            jobs.Add(await RehearseAsync(number % 2 == 0 ? one : other, $"ruth-{number}"));
        }

        foreach (var job in jobs)
        {
            (await EndOfAsync(one, job)).State.ShouldBe(JobState.Done);
            (await FactsAsync(one, job)).ShouldBe(["job.queued", "job.started", "job.done"]);
        }
    }

    private static Task<TestServer> StartAsync(InMemoryEventStore store, IRehearsal rehearsal) =>
        TestServer.StartAsync(services => services.AddSingleton<IEventStore>(store).AddSingleton(rehearsal), Lease);

    private static async Task<string> RehearseAsync(TestServer server, string presenter)
    {
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync(presenter);
        using var accepted = await desk.SendAsync(HttpMethod.Post, $"/v1/presenters/{presenter}/rehearse", body: null, key: presenter);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return accepted.Headers.Location!.ToString().Split('/')[^1];
    }

    // What a server leaves behind that is killed while it publishes.
    private static async Task DieAsync(TestServer server, string job, int attempts)
    {
        var streams = server.Services.GetRequiredService<EventStreams>();
        var (shown, work) = (new StreamId(TenantId.Local, Job.Kind, job), new StreamId(TenantId.Local, Work.Kind, job));
        var command = new Command(Caller.Local, "presenter.publish", new PublishPresenter()) { IdempotencyKey = job };
        List<IDomainEvent> facts = [WorkOrdered.Of(command, "ruth"), .. Enumerable.Repeat(new WorkTaken(TimeProvider.System.GetUtcNow().AddMilliseconds(500)), attempts)];
        await streams.Store.AppendAsync([streams.Write(shown, 0, [new JobQueued("publish", "ruth"), new JobStarted()]), streams.Write(work, 0, facts)], Token);
    }

    private static Task<JobView> JobAsync(TestServer server, string job) => new PresenterDeskClient(server.Http).GetAsync<JobView>($"/v1/jobs/{job}");

    private static async Task<JobView> EndOfAsync(TestServer server, string job)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Token);
        late.CancelAfter(WireClient.Patience);
        var streams = server.Services.GetRequiredService<EventStreams>();
        await foreach (var envelope in streams.Store.SubscribeAsync(EventFilter.Of(new StreamId(TenantId.Local, Job.Kind, job)), 0, late.Token))
        {
            if (envelope.Type is "job.done" or "job.failed")
            {
                break;
            }
        }

        return await JobAsync(server, job);
    }

    private static async Task<string[]> FactsAsync(TestServer server, string job)
    {
        var facts = new List<string>();
        await foreach (var envelope in server.Services.GetRequiredService<IEventStore>().ReadStreamAsync(new StreamId(TenantId.Local, Job.Kind, job), 0, Token))
        {
            facts.Add(envelope.Type);
        }

        return [.. facts];
    }

    /// <summary>A voice that never comes to an end.</summary>
    private sealed class EndlessRehearsal : IRehearsal
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public Task Cancelled => _cancelled.Task;

        public async Task<IReadOnlyList<Reason>> RehearseAsync(PresenterProfile profile, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                _cancelled.TrySetResult();
            }

            return [];
        }
    }
}
