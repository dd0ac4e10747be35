using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Abuse;

/// <summary>A credential that is held on one server is held on all of its store, and its next token is too.</summary>
[Trait("Category", "fast")]
public sealed class HeldEverywhereTests : IAsyncDisposable
{
    private static readonly string[] Strict = ["--Troupe:Abuse:BurstFloor=60", "--Troupe:Abuse:ScrapeFloor=50", "--Troupe:Abuse:NarrowFor=00:02:00"];

    private readonly InMemoryEventStore _store = new(TimeProvider.System);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-held-");
    private readonly List<TestServer> _servers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whoever_reads_all_things_on_one_server_is_held_on_the_other_and_gets_no_next_token()
    {
        var (one, two) = (await StartAsync(), await StartAsync());
        var issued = await IssueAsync(one, "presenter:view", "presenter:edit");
        using var here = Identity.Client(one, issued.Token);
        using var there = Identity.Client(two, issued.Token);
        await UntilAsync(there, HttpStatusCode.NotFound);
        using var lease = two.Services.GetRequiredService<CredentialGuard>().Hold(new Caller(new TenantId("acme"), "ada", issued.Id, ScopeSet.Tenant) { Kind = CredentialKind.Token, Family = issued.Family }, ScopeSet.Of("presenter:view"));
        for (var read = 0; read < 59; read++)
        {
            (await here.GetAsync($"/v1/presenters/thing-{read}", Token)).Dispose();
        }

        await UntilAsync(there, HttpStatusCode.Forbidden);
        (await CodeAsync(there)).ShouldBe("step_up_required");
        lease.Code.ShouldBe("step_up_required", "what lasts on its behalf ends there as well");
        (await Identity.RefreshCodeAsync(one, issued.RefreshToken!)).ShouldBe("step_up_required");
        (await Identity.RefreshCodeAsync(two, issued.RefreshToken!)).ShouldBe("step_up_required");

        // And on one that is started afterwards.
        var three = await StartAsync();
        using var later = Identity.Client(three, issued.Token);
        await UntilAsync(later, HttpStatusCode.Forbidden);
        (await CodeAsync(later)).ShouldBe("step_up_required");

        var fresh = await IssueAsync(three, "presenter:view");
        using var again = Identity.Client(three, fresh.Token);
        (await again.GetAsync("/v1/presenters", Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "a fresh sign-in is another credential");
    }

    [Fact]
    public async Task The_next_token_of_whoever_is_held_back_reads_alone_and_lasts_no_longer()
    {
        var (one, two) = (await StartAsync(), await StartAsync());
        var issued = await IssueAsync(one, "presenter:view", "presenter:edit");
        await BurstAsync(one, issued.Token);
        using var there = Identity.Client(two, issued.Token);
        string code;
        do
        {
            using var refused = await there.PostAsJsonAsync("/v1/presenters", new CreatePresenter("Skye"), Wire.Json, Token);
            code = await TestServer.CodeOfAsync(refused);
        }
        while (code != "abnormal_usage");

        foreach (var server in new[] { one, two })
        {
            var next = await Identity.RefreshAsync(server, issued.RefreshToken!);
            (next.ExpiresAt - TimeProvider.System.GetUtcNow()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(2));
            var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(next.Token.Split('.')[1]));
            claims.ShouldContain("presenter:view");
            claims.ShouldNotContain("presenter:edit");
        }
    }

    [Fact]
    public async Task Whose_token_has_no_scope_that_reads_waits_for_the_next()
    {
        var server = await StartAsync();
        var issued = await IssueAsync(server, "session:talk");
        await BurstAsync(server, issued.Token);
        using var refused = await server.Http.PostAsJsonAsync("/v1/tokens/refresh", new TokenRefresh(issued.RefreshToken!), Wire.Json, Token);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("abnormal_usage");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(30, 120);
    }

    [Fact]
    public async Task A_key_that_is_held_back_issues_what_reads_and_says_why_not_more()
    {
        var server = await StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        var key = (await Identity.CreateKeyAsync(server, "acme", "presenter:view", "session:talk")).Secret!;
        await BurstAsync(server, key);
        using var client = Identity.Client(server, key);
        using var refused = await client.PostAsJsonAsync("/v1/tokens", new IssueToken("ada") { Scopes = ["session:talk"] }, Wire.Json, Token);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("abnormal_usage");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(60, 120);
        using var never = await client.PostAsJsonAsync("/v1/tokens", new IssueToken("ada") { Scopes = ["audit:read"] }, Wire.Json, Token);
        (await Identity.ReasonsAsync(never)).ShouldBe(["scope_not_held"]);
        using var other = await client.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Token = "some" }, Wire.Json, Token);
        (await TestServer.CodeOfAsync(other)).ShouldBe("missing_scope", "it never had that");
        await Identity.IssueAsync(client, new IssueToken("ada") { Scopes = ["presenter:view"] });
    }

    private static async Task BurstAsync(TestServer server, string credential)
    {
        using var client = Identity.Client(server, credential);
        for (var request = 0; request < 61; request++)
        {
            (await client.GetAsync("/v1/limits", Token)).Dispose();
        }
    }

    private static async Task<string> CodeAsync(HttpClient client)
    {
        using var refused = await client.GetAsync("/v1/presenters/nothing", Token);
        return await TestServer.CodeOfAsync(refused);
    }

    private static async Task UntilAsync(HttpClient client, HttpStatusCode status)
    {
        using var late = new CancellationTokenSource(WireClient.Patience);
        while ((await client.GetAsync("/v1/presenters/nothing", late.Token)).StatusCode != status)
        {
            await Task.Yield();
        }
    }

    private async Task<TokenIssued> IssueAsync(TestServer server, params string[] scopes)
    {
        if (_servers[0] == server)
        {
            await Identity.CreateTenantAsync(server, "acme");
        }

        using var client = Identity.Client(server, (await Identity.CreateKeyAsync(server, "acme", scopes)).Secret!);
        return await Identity.IssueAsync(client, new IssueToken("ada") { Scopes = scopes, Refreshable = true });
    }

    private async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartOnAsync(_store, [.. Strict, $"--Troupe:Tokens:KeyFile={_folder.FullName}/keys.json"]);
        _servers.Add(server);
        return server;
    }
}
