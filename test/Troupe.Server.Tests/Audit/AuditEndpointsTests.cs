using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Control;
using Troupe.Contracts.Merkle;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Audit;

[Trait("Category", "fast")]
public sealed class AuditEndpointsTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Entries_come_in_pages_in_their_order_and_reading_is_an_entry()
    {
        await WriteAsync(5);
        var first = await PageAsync("?limit=4");
        first.Entries.Select(entry => entry.Index).ShouldBe([0, 1, 2, 3]);
        first.Next.ShouldBe(4);
        var second = await PageAsync($"?limit=10&after={first.Next}");
        second.Next.ShouldBeNull();
        second.Entries.Select(entry => entry.Entry.GetProperty("action").GetString()).ShouldBe(["test.act", "audit.read", "audit.read"]);
    }

    [Fact]
    public async Task Filters_leave_only_what_they_ask_for()
    {
        await WriteAsync(3);
        (await PageAsync("?action=test.*&target=thing/1")).Entries.ShouldHaveSingleItem().Index.ShouldBe(1);
        (await PageAsync("?outcome=policy_denied")).Entries.ShouldBeEmpty();
        (await PageAsync("?until=2020-01-01T00:00:00Z")).Entries.ShouldBeEmpty();
        (await PageAsync("?action=test.act&since=2020-01-01T00:00:00Z&subject=me")).Entries.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?after=-1")]
    [InlineData("?since=yesterday")]
    [InlineData("/proofs/inclusion")]
    [InlineData("/proofs/inclusion?index=x")]
    [InlineData("/proofs/inclusion?index=-1")]
    [InlineData("/proofs/consistency?from=1&to=x")]
    public async Task A_question_that_cannot_be_read_is_refused(string question)
    {
        using var response = await _server.Http.GetAsync($"/v1/audit{question}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestServer.CodeOfAsync(response)).ShouldBe("bad_request");
    }

    [Fact]
    public async Task An_export_is_whole_and_signed_and_ends_with_its_own_entry()
    {
        await WriteAsync(600);
        using var key = NoteKey.Parse(await _server.Http.GetStringAsync("/v1/audit/key"));
        using var response = await _server.Http.GetAsync("/v1/audit/export");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/jsonl");
        var export = await response.Content.ReadAsByteArrayAsync();
        var report = await ExportCheck.CheckAsync(new MemoryStream(export), key: key);
        report.Damage.ShouldBeEmpty();
        (report.Signed, report.Entries, report.Checkpoint!.Origin).ShouldBe((true, 601, "troupe/audit/local"));
        Encoding.UTF8.GetString(export).Split('\n')[^4].ShouldContain("\"action\":\"audit.export\"");
    }

    [Fact]
    public async Task Proofs_convince_who_has_only_checkpoints()
    {
        await WriteAsync(300);
        var older = Checkpoint.Read(await _server.Http.GetStringAsync("/v1/audit/checkpoint"));
        await WriteAsync(300);
        using var key = NoteKey.Parse(await _server.Http.GetStringAsync("/v1/audit/key"));
        var newer = Checkpoint.Read(await _server.Http.GetStringAsync("/v1/audit/checkpoint"), key);
        (older.Size, newer.Size).ShouldBe((300, 600));

        var grown = (await _server.Http.GetFromJsonAsync<ConsistencyProof>($"/v1/audit/proofs/consistency?from={older.Size}&to={newer.Size}", Wire.Json))!;
        MerkleProof.Continues(older.Size, older.Root, newer.Size, newer.Root, [.. grown.Hashes.Select(HashOf)]).ShouldBeTrue();

        var there = (await _server.Http.GetFromJsonAsync<InclusionProof>($"/v1/audit/proofs/inclusion?index=299&size={older.Size}", Wire.Json))!;
        there.Line.ShouldContain("\"target\":\"thing/299\"");
        MerkleProof.Includes(MerkleHash.OfLeaf(Encoding.UTF8.GetBytes(there.Line)), 299, older.Size, older.Root, [.. there.Hashes.Select(HashOf)]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("inclusion?index=3")]
    [InlineData("inclusion?index=0&size=4")]
    [InlineData("consistency?from=4")]
    [InlineData("consistency?from=3&to=2")]
    [InlineData("consistency?from=1&to=4")]
    public async Task What_is_not_there_cannot_be_proven(string proof)
    {
        await WriteAsync(3);
        using var response = await _server.Http.GetAsync($"/v1/audit/proofs/{proof}");
        (await TestServer.CodeOfAsync(response)).ShouldBe("not_found");
    }

    [Fact]
    public async Task A_checkpoint_stays_the_same_as_long_as_the_log_does()
    {
        await WriteAsync(1);
        var note = await _server.Http.GetStringAsync("/v1/audit/checkpoint");
        (await _server.Http.GetStringAsync("/v1/audit/checkpoint")).ShouldBe(note);
    }

    [Fact]
    public async Task What_a_reader_asks_and_shows_is_not_in_the_log()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/audit?action=canary-query");
        request.Headers.Add("Authorization", "Bearer troupe-development");
        request.Headers.Add("User-Agent", "canary-agent");
        (await _server.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var export = await _server.Http.GetStringAsync("/v1/audit/export");
        foreach (var secret in (string[])["canary", "troupe-development", "127.0.0.1", "::1"])
        {
            export.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task What_a_command_says_is_not_in_the_log()
    {
        var desk = _server.Services.GetRequiredService<CommandDesk>();
        var command = new Command(Caller.Local, "session.say", new { text = "canary-speech", key = "canary-secret" }) { IdempotencyKey = "canary-key" };
        await desk.ExecuteAsync<IdempotencyState>(command, "a", _ => new Decided.Accepted(new CommandAnswered("canary-payload", 1)), default);
        await desk.ExecuteAsync<IdempotencyState>(command with { IdempotencyKey = null }, "a", _ => new Decided.Refused("policy_denied", new Reason("word", "canary-detail", "/canary")), default);
        var export = await _server.Http.GetStringAsync("/v1/audit/export");
        export.ShouldContain("\"chain\":[\"word\"]");
        export.ShouldNotContain("canary");
    }

    private static MerkleHash HashOf(string text) => MerkleHash.TryParse(text, out var hash) ? hash : throw new FormatException(text);

    private async Task<AuditPage> PageAsync(string query) => (await _server.Http.GetFromJsonAsync<AuditPage>($"/v1/audit{query}", Wire.Json))!;

    private async Task WriteAsync(int count)
    {
        var streams = _server.Services.GetRequiredService<EventStreams>();
        AuditEntry[] entries = [.. Enumerable.Range(0, count).Select(number => new AuditEntry("test.act", $"thing/{number}", "me", "key", "done"))];
        await streams.Store.AppendAsync([streams.Write(AuditEntry.StreamOf(TenantId.Local), StreamWrite.AnyVersion, entries)], default);
    }
}
