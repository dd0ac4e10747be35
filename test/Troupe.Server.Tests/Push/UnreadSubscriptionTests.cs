using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Tests.Admission;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Push;

/// <summary>Somebody who does not read cannot be told that their credential ended: the connection goes all the same, and nobody else notices.</summary>
[Trait("Category", "fast")]
public sealed class UnreadSubscriptionTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Leeway = TimeSpan.FromMilliseconds(200);

    // More than the buffers of both ends hold.
    private const int Facts = 32;
    private const int FactSize = 200_000;

    private static readonly StreamId Ruth = new(new TenantId("acme"), "presenter", "ruth");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_does_not_read_is_cut_off_when_their_token_is_revoked(bool asSocket)
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await FilledAsync(server);
        using var other = await LongConnection.EventsAsync(server, (await Identity.IssueAsync(acme, new IssueToken("w") { Scopes = ["presenter:view"] })).Token, "?presenter=ruth");
        await KeepsPromiseAsync(async attempt =>
        {
            var issued = await Identity.IssueAsync(acme, new IssueToken("v") { Scopes = ["presenter:view"] });
            using var unread = await UnreadSubscription.OpenAsync(server, issued.Token, "?presenter=ruth&after=0", asSocket);

            // Others hear of everything meanwhile: more than may wait for one who does not read.
            for (var number = 0; number < 300; number++)
            {
                await AppendAsync(server, $"\"fact {attempt}.{number}\"");
                await HearAsync(other, $"fact {attempt}.{number}\"").WaitAsync(WireClient.Patience);
            }

            unread.IsHeld.ShouldBeTrue();
            using var revoked = await acme.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Token = issued.Id }, Wire.Json);
            revoked.EnsureSuccessStatusCode();
            return await LatenessAsync(server, unread, left: 1, TimeProvider.System.GetUtcNow() + Promised);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_does_not_read_is_cut_off_when_their_token_expires(bool asSocket)
    {
        await using var server = await TestServer.StartAsync($"--Troupe:Tokens:Leeway={Leeway}");
        using var acme = await FilledAsync(server);
        await KeepsPromiseAsync(async _ =>
        {
            var issued = await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 3, Scopes = ["presenter:view"] });
            using var unread = await UnreadSubscription.OpenAsync(server, issued.Token, "?presenter=ruth&after=0", asSocket);
            return await LatenessAsync(server, unread, left: 0, issued.ExpiresAt + Leeway + Promised);
        });
    }

    // A machine that is busy with something else is late now and then; each time it is somebody's fault.
    private static async Task KeepsPromiseAsync(Func<int, Task<TimeSpan>> attempt)
    {
        var least = TimeSpan.MaxValue;
        for (var number = 0; number < 4 && least > TimeSpan.Zero; number++)
        {
            var late = await attempt(number);
            least = late < least ? late : least;
        }

        least.ShouldBeLessThanOrEqualTo(TimeSpan.Zero, "later than promised");
    }

    // A tenant with more facts than fit on a line that nobody reads.
    private static async Task<HttpClient> FilledAsync(TestServer server)
    {
        var acme = await Identity.TenantAsync(server, "acme", "presenter:view", "key:manage");
        var text = $"\"{new string('x', FactSize)}\"";
        for (var number = 0; number < Facts; number++)
        {
            await AppendAsync(server, text);
        }

        return acme;
    }

    private static async Task AppendAsync(TestServer server, string json) => (await server.Services.GetRequiredService<IEventStore>().AppendAsync(
        [new StreamWrite(Ruth, StreamWrite.AnyVersion, [new NewEvent(Guid.CreateVersion7(), "test.said", Encoding.UTF8.GetBytes(json))])], CancellationToken.None)).ShouldBeOfType<AppendOutcome.Appended>();

    private static async Task HearAsync(StreamReader events, string what)
    {
        while (!(await events.ReadLineAsync()).ShouldNotBeNull().Contains(what, StringComparison.Ordinal))
        {
        }
    }

    private static async Task<TimeSpan> LatenessAsync(TestServer server, UnreadSubscription unread, int left, DateTimeOffset latest)
    {
        var guard = server.Services.GetRequiredService<CredentialGuard>();
        var patience = TimeProvider.System.GetUtcNow() + WireClient.Patience;
        while ((unread.IsHeld || guard.Count > left) && TimeProvider.System.GetUtcNow() < patience)
        {
            await Task.Delay(5);
        }

        var at = TimeProvider.System.GetUtcNow();
        guard.Count.ShouldBe(left, "the subscription goes on");
        unread.IsHeld.ShouldBeFalse("the connection is still there");
        return at - latest;
    }
}
