using Troupe.Contracts.Control;
using Troupe.Server.Tests.Events;

namespace Troupe.Server.Tests.Presenters;

/// <summary>A server is killed while work is queued.</summary>
[Trait("Category", "process")]
public sealed class JobCrashTests : IDisposable
{
    private const int Presenters = 16;

    private readonly TempFolder _folder = new();

    private string[] Settings =>
    [
        "--Troupe:Events:Store=Sqlite", $"--Troupe:Events:Folder={_folder["log"]}", $"--Troupe:Protection:Folder={_folder["keys"]}", $"--Troupe:Protection:KeyFile={_folder["keys/kek"]}",
        $"--Troupe:Assets:Folder={_folder["assets"]}", $"--Troupe:Audit:Folder={_folder["audit"]}", "--Troupe:Presenters:WorkLease=00:00:01",
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_job_comes_to_its_end_though_the_server_was_killed()
    {
        var jobs = new List<string>();
        await using (var server = ServerProcess.Start(8_000, Settings))
        {
            using var http = new HttpClient { BaseAddress = await server.ListeningAsync() };
            var desk = new PresenterDeskClient(http);
            for (var number = 0; number < Presenters; number++)
            {
                await desk.CreateAsync($"ruth-{number}");
                await desk.DoAsync(HttpMethod.Put, $"/v1/presenters/ruth-{number}/persona", new Persona { Greeting = string.Concat(Enumerable.Repeat($"Number {number} has a lot to say about the weather of today. ", 8)) });
            }

            jobs.AddRange(await Task.WhenAll(Enumerable.Range(0, Presenters).Select(async number =>
            {
                using var accepted = await desk.SendAsync(HttpMethod.Post, $"/v1/presenters/ruth-{number}/rehearse", body: null, key: $"{number}");
                return accepted.Headers.Location!.ToString();
            })));

            // Disposing kills it (SIGKILL), in the middle of its work.
            var states = await Task.WhenAll(jobs.Select(async job => (await desk.GetAsync<JobView>(job)).State));
            states.ShouldContain(state => state == JobState.Queued || state == JobState.Running);
        }

        await using var again = ServerProcess.Start(8_000, Settings);
        using var client = new HttpClient { BaseAddress = await again.ListeningAsync() };
        using var late = new CancellationTokenSource(WireClient.Patience);
        foreach (var job in jobs)
        {
            JobView view;
            do
            {
                late.Token.ThrowIfCancellationRequested();
                view = await new PresenterDeskClient(client).GetAsync<JobView>(job);
            }
            while (view.State is JobState.Queued or JobState.Running);

            view.State.ShouldBe(JobState.Done, view.Code);
        }
    }
}
