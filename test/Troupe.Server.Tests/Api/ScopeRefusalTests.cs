using System.Net;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Api;

/// <summary>Every operation of the description, asked by whoever may not. What is wrong with the request besides is nobody's to know but the admitted.</summary>
[Trait("Category", "fast")]
public sealed class ScopeRefusalTests(ScopeRefusalTests.Served served) : IClassFixture<ScopeRefusalTests.Served>
{
    public static TheoryData<string> Scoped => [.. ApiOperations.All.Where(operation => operation.Scope is not null).Select(operation => operation.Name)];

    public static TheoryData<string> Guarded => [.. ApiOperations.All.Where(operation => operation.IsGuarded).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Scoped))]
    public async Task A_caller_who_lacks_just_the_scope_is_told_which(string name)
    {
        var operation = ApiOperations.Of(name);
        using var caller = await served.WithoutAsync(operation.Scope!);
        using var refused = await caller.SendAsync(operation.Malformed(), TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        problem.RootElement.GetProperty("code").GetString().ShouldBe("missing_scope");
        problem.RootElement.GetProperty("detail").GetString()!.ShouldStartWith($"This needs the scope {operation.Scope};");
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task A_stranger_is_told_nothing_but_that(string name)
    {
        using var stranger = Identity.Client(served.Server, "nobody");
        using var refused = await stranger.SendAsync(ApiOperations.Of(name).Malformed(), TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("unauthorized");
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task A_stranger_does_not_learn_what_an_operation_takes(string name)
    {
        using var stranger = Identity.Client(served.Server, "nobody");
        using var refused = await stranger.SendAsync(ApiOperations.Of(name).Mistyped(), TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("unauthorized");
    }

    [Theory]
    [MemberData(nameof(Scoped))]
    public async Task Who_lacks_the_scope_is_told_so_whatever_they_send(string name)
    {
        var operation = ApiOperations.Of(name);
        using var caller = await served.WithoutAsync(operation.Scope!);
        using var refused = await caller.SendAsync(operation.Mistyped(), TestContext.Current.CancellationToken);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("missing_scope");
    }

    [Theory]
    [InlineData("presenters.create")]
    [InlineData("presenters.preflight")]
    [InlineData("sessions.direct")]
    [InlineData("tenants.create")]
    public async Task The_admitted_are_told_what_to_send(string name)
    {
        using var refused = await served.Server.Http.SendAsync(ApiOperations.Of(name).Mistyped(), TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Content-Type: application/json");
    }

    [Fact]
    public void Nothing_is_open_to_everybody_but_this() =>
        ApiOperations.All.Where(operation => !operation.IsGuarded).Select(operation => operation.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["assets.file", "health.live", "health.ready", "tokens.keys", "tokens.refresh"]);

    /// <summary>A server and a tenant, for all of these tests.</summary>
    public sealed class Served : IAsyncLifetime
    {
        private static readonly string[] OfTenants = [.. Scopes.All.Select(scope => scope.Name).Where(name => name != "platform:admin")];

        private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

        internal TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.StartAsync();
            await Identity.CreateTenantAsync(Server, "acme");
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        internal async Task<HttpClient> WithoutAsync(string scope)
        {
            if (!_keys.TryGetValue(scope, out var key))
            {
                key = _keys[scope] = (await Identity.CreateKeyAsync(Server, "acme", [.. OfTenants.Where(name => name != scope)])).Secret!;
            }

            return Identity.Client(Server, key);
        }
    }
}
