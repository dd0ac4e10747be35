using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Push;

/// <summary>Whoever follows the audit is told entries as whoever reads it sees them.</summary>
[Trait("Category", "fast")]
public sealed class AuditFollowedTests
{
    private const string Person = "ada.lovelace";
    private const string Why = "the rain has ended";

    [Fact]
    public async Task Entries_are_told_as_they_are_read()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "presenter:edit", "audit:read", "tenant:admin");
        await using var live = await Listener.OpenAsync(acme, "");
        await EditAsync(server, acme);
        var told = await UntilEditAsync(live);
        var read = (await EntriesAsync(acme)).Single(IsEdit);
        told.GetRawText().ShouldBe(read.GetRawText());
        (told.GetProperty("name").GetString(), told.GetProperty("why").GetString()).ShouldBe((Person, Why));

        using (var erased = await acme.DeleteAsync($"/v1/subjects/{Uri.EscapeDataString(Person)}", Token))
        {
            erased.EnsureSuccessStatusCode();
        }

        await using var late = await Listener.OpenAsync(acme, "?after=0");
        told = await UntilEditAsync(late);
        told.GetRawText().ShouldBe((await EntriesAsync(acme)).Single(IsEdit).GetRawText());
        (told.GetProperty("name").GetString(), told.GetProperty("why").GetString()).ShouldBe(("(erased)", "(erased)"));
    }

    [Fact]
    public async Task A_socket_is_told_nothing_as_it_is_stored()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "presenter:edit", "audit:read");
        await EditAsync(server, acme);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", acme.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/v1/subscriptions?after=0"), Token);
        var buffer = new byte[64_000];
        var told = new StringBuilder();
        while (!told.ToString().Contains(Why))
        {
            var frame = await socket.ReceiveAsync(buffer, Token);
            told.Append(Encoding.UTF8.GetString(buffer, 0, frame.Count));
        }

        told.ToString().ShouldContain(Person);
        told.ToString().ShouldNotContain("$key");
        told.ToString().ShouldNotContain("$sealed");
    }

    [Fact]
    public async Task Following_is_an_entry_only_where_the_audit_is_followed()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "presenter:view", "audit:read");
        await using var presenters = await Listener.OpenAsync(acme, "?presenter=ruth");
        (await EntriesAsync(acme)).Select(entry => entry.GetProperty("action").GetString()).ShouldNotContain("audit.follow");
        await using var all = await Listener.OpenAsync(acme, "");
        (await EntriesAsync(acme)).Select(entry => entry.GetProperty("action").GetString()).ShouldContain("audit.follow");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task EditAsync(TestServer server, HttpClient acme)
    {
        var token = await Identity.IssueAsync(acme, new IssueToken(Person) { Scopes = ["presenter:edit"] });
        using var ada = Identity.Client(server, token.Token);
        using var create = new HttpRequestMessage(HttpMethod.Post, "/v1/presenters") { Content = JsonContent.Create(new CreatePresenter("Weather") { Id = "weather" }, options: Wire.Json) };
        create.Headers.Add("Idempotency-Key", "one");
        create.Headers.Add("Troupe-Why", Why);
        using var created = await ada.SendAsync(create, Token);
        created.EnsureSuccessStatusCode();
    }

    private static bool IsEdit(JsonElement entry) => entry.GetProperty("action").GetString() == "presenter.create";

    private static async Task<JsonElement> UntilEditAsync(Listener listener)
    {
        while (true)
        {
            if (await listener.NextAsync() is { Subject: "audit", Data: var entry } && IsEdit(entry))
            {
                return entry;
            }
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> EntriesAsync(HttpClient acme) =>
        [.. (await acme.GetFromJsonAsync<AuditPage>("/v1/audit?limit=1000", Wire.Json, Token))!.Entries.Select(entry => entry.Entry)];
}
