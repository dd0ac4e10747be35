using System.Net;
using Troupe.Client;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Presenters;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Client;

[Trait("Category", "fast")]
public sealed class SubscribeTests
{
    private const string ShortLeeway = "--Troupe:Tokens:Leeway=00:00:00.2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_left_out_or_told_twice_over_connections_that_break_again_and_again()
    {
        const int Renames = 80;
        await using var server = await TestServer.StartAsync("--Troupe:Push:OutboxCapacity=2");
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        var random = new Random(7);
        await using var proxy = new LossyProxy(server.Address, () => random.Next(250, 2_500));
        using var troupe = new TroupeClient(proxy.Address);
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < Renames; number++)
            {
                await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new RenamePresenter($"Ruth {number}"));
            }
        }, Token);
        var heard = await troupe.SubscribeAsync(presenter: "ruth", after: 0, cancellationToken: Token).Take(Renames + 1).ToListAsync(Token);
        await writing;
        heard.Select(pushed => pushed.Version).ShouldBe(Enumerable.Range(1, Renames + 1).Select(version => (long?)version));
        heard.Skip(1).Select(pushed => pushed.Data.GetProperty("name").GetString()).ShouldBe(Enumerable.Range(0, Renames).Select(number => $"Ruth {number}"));
        proxy.Broken.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task What_happens_before_anything_was_told_is_not_missed_when_the_connection_breaks()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await using var proxy = new LossyProxy(server.Address, () => int.MaxValue);
        using var troupe = new TroupeClient(proxy.Address);
        await using var telling = troupe.SubscribeAsync(presenter: "ruth", cancellationToken: Token).GetAsyncEnumerator(Token);
        var first = telling.MoveNextAsync();
        await proxy.Began.WaitAsync(WireClient.Patience, Token);
        proxy.Pause();
        await desk.CreateAsync("ruth");
        proxy.Resume();
        (await first).ShouldBeTrue();
        telling.Current.Type.ShouldBe("presenter.created");
    }

    [Fact]
    public async Task A_subscription_outlives_its_tokens_when_new_ones_can_be_had()
    {
        await using var server = await TestServer.StartAsync(ShortLeeway);
        using var acme = await Identity.TenantAsync(server, "acme", "presenter:view", "presenter:edit");
        var tokens = 0;
        using var http = new HttpClient { BaseAddress = server.Address };
        using var troupe = new TroupeClient(http, new TroupeClientOptions
        {
            Credential = async _ =>
            {
                tokens++;
                return (await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 1, Scopes = ["presenter:view"] })).Token;
            },
        });
        var desk = new PresenterDeskClient(acme);
        await desk.CreateAsync("ruth");
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 30; number++)
            {
                await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new RenamePresenter($"Ruth {number}"));
                await Task.Delay(100, Token);
            }
        }, Token);
        var heard = await troupe.SubscribeAsync(presenter: "ruth", after: 0, cancellationToken: Token).Take(31).ToListAsync(Token);
        await writing;
        heard.Select(pushed => pushed.Version).ShouldBe(Enumerable.Range(1, 31).Select(version => (long?)version));
        tokens.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_fixed_token_that_expires_and_one_that_is_revoked_end_it()
    {
        await using var server = await TestServer.StartAsync(ShortLeeway);
        using var acme = await Identity.TenantAsync(server, "acme", "presenter:view");
        using var brief = new TroupeClient(server.Address, (await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 1, Scopes = ["presenter:view"] })).Token);
        using var lasting = new TroupeClient(server.Address, (await Identity.IssueAsync(acme, new IssueToken("w") { Scopes = ["presenter:view"] })).Token);
        var revoked = EndAsync(lasting.SubscribeAsync(cancellationToken: Token));
        (await EndAsync(brief.SubscribeAsync(cancellationToken: Token))).ShouldBe(("token_expired", true));
        revoked.IsCompleted.ShouldBeFalse();
        using var suspended = await server.Http.PostAsync("/v1/tenants/acme/suspend", content: null, Token);
        (await revoked).ShouldBe(("token_revoked", false));
    }

    [Fact]
    public async Task What_may_not_be_followed_and_a_server_that_is_not_there_are_refused_at_once()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "tenant:view");
        using var troupe = new TroupeClient(server.Address, acme.DefaultRequestHeaders.Authorization!.Parameter);
        (await EndAsync(troupe.SubscribeAsync(presenter: "ruth", cancellationToken: Token))).ShouldBe(("missing_scope", false));
        using var nowhere = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9") };
        using var lost = new TroupeClient(nowhere, new TroupeClientOptions { Attempts = 1 });
        (await EndAsync(lost.SubscribeAsync(cancellationToken: Token))).ShouldBe((TroupeException.Unreachable, true));
    }

    [Fact]
    public async Task Giving_up_ends_it()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(async () => await troupe.SubscribeAsync(cancellationToken: enough.Token).ToListAsync(Token));
    }

    private static async Task<(string Code, bool IsRetryable)> EndAsync(IAsyncEnumerable<Pushed> telling)
    {
        var end = await Should.ThrowAsync<TroupeException>(async () => await telling.ToListAsync(Token));
        return (end.Code, end.IsRetryable);
    }
}
