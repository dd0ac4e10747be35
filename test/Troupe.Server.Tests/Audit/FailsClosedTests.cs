using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Audit;

/// <summary>What happens while the audit cannot be written.</summary>
[Trait("Category", "fast")]
public sealed class FailsClosedTests : IAsyncLifetime, IDisposable
{
    private readonly FullStore _store = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await TestServer.StartAsync(services => services.AddSingleton<IEventStore>(_store), $"--Troupe:Audit:Folder={_folder}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_change_fails_and_leaves_nothing()
    {
        _store.IsFull = true;
        var failure = await Should.ThrowAsync<EventStoreException>(async () => await PublishAsync());
        failure.Code.ShouldBe("storage_read_only");
        _store.IsFull = false;
        (await _store.HeadAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_recorded_fails_too()
    {
        _store.IsFull = true;
        await Should.ThrowAsync<EventStoreException>(async () => await Desk.ExecuteAsync<IdempotencyState>(
            Publish, "a", _ => new Decided.Refused("policy_denied", new Reason("word", "No.")), default));
    }

    [Fact]
    public async Task An_export_is_refused()
    {
        await PublishAsync();
        _store.IsFull = true;
        using var response = await _server.Http.GetAsync("/v1/audit/export");
        response.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        (await TestServer.CodeOfAsync(response)).ShouldBe("storage_read_only");
    }

    [Fact]
    public async Task Reading_goes_on_and_its_entry_is_written_later_with_its_time()
    {
        await PublishAsync();
        _store.IsFull = true;
        var before = TimeProvider.System.GetUtcNow();
        (await _server.Http.GetStringAsync("/v1/audit")).ShouldContain("presenter.publish");
        Spool.Count.ShouldBe(1);
        var spooled = await File.ReadAllTextAsync(Path.Combine(_folder, "spool.jsonl"));
        spooled.ShouldContain("audit.read");

        // Another process finds it there.
        new AuditSpool(Microsoft.Extensions.Options.Options.Create(new AuditOptions { Folder = _folder })).Count.ShouldBe(1);

        _store.IsFull = false;
        await Keeper.KeepAsync(default);
        Spool.Count.ShouldBe(0);
        File.Exists(Path.Combine(_folder, "spool.jsonl")).ShouldBeFalse();
        var entry = JsonDocument.Parse(await _server.Http.GetStringAsync("/v1/audit?action=audit.read")).RootElement.GetProperty("entries")[0].GetProperty("entry");
        entry.GetProperty("occurredAt").GetDateTimeOffset().ShouldBeInRange(before, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Reading_stops_when_nothing_more_can_wait()
    {
        _store.IsFull = true;
        while (Spool.TryAdd(new SpooledEntry("local", Guid.NewGuid(), "audit.recorded", JsonSerializer.SerializeToElement("an entry"))) && Spool.Count < 3)
        {
        }

        Directory.Delete(_folder, recursive: true);
        (await _server.Http.GetAsync("/v1/audit")).StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        Directory.CreateDirectory(_folder);
    }

    private CommandDesk Desk => _server.Services.GetRequiredService<CommandDesk>();

    private AuditSpool Spool => _server.Services.GetRequiredService<AuditSpool>();

    private AuditKeeper Keeper => _server.Services.GetServices<IHostedService>().OfType<AuditKeeper>().Single();

    private static Command Publish => new(Caller.Local, "presenter.publish", new { revision = 3 });

    private async Task PublishAsync() => await Desk.ExecuteAsync<IdempotencyState>(Publish, "a", _ => new Decided.Accepted(new CommandAnswered("published", 1)), default);
}
