using System.Net.Http.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Events.Protection;
using Troupe.Server.Tenants;
using Troupe.Testing;

namespace Troupe.Server.Tests.Tenants;

[Trait("Category", "fast")]
public sealed class RefreshTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public void The_newest_token_gets_the_next() => Decide(FamilyAt(3), shown: 3).ShouldBeOfType<Decided.Accepted>().Facts.ShouldBe([new FamilyRefreshed(4, Now)]);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Its_parent_gets_the_same_again_for_five_seconds(double secondsLater) =>
        Decide(FamilyAt(3), shown: 2, secondsLater).ShouldBeOfType<Decided.Accepted>().Facts.ShouldBeEmpty();

    [Theory]
    [InlineData(2, 5.001)]
    [InlineData(1, 0)]
    public void Its_parent_later_and_its_grandparent_ever_end_the_family(long shown, double secondsLater)
    {
        var ended = Decide(FamilyAt(3), shown, secondsLater).ShouldBeOfType<Decided.Accepted>();
        (ended.Facts.ShouldHaveSingleItem(), ended.Outcome).ShouldBe((new FamilyRevoked(FamilyEnd.Reused), "token_reused"));
    }

    [Fact]
    public void A_family_that_ended_gets_nothing_and_says_why()
    {
        Decide(FamilyAt(3).Apply(new FamilyRevoked(FamilyEnd.Reused)), shown: 3).ShouldBeOfType<Decided.Refused>().Code.ShouldBe("token_reused");
        Decide(FamilyAt(3).Apply(new FamilyRevoked(FamilyEnd.Revoked)), shown: 3).ShouldBeOfType<Decided.Refused>().Code.ShouldBe("token_revoked");
        Decide(FamilyAt(3), shown: 3, secondsLater: 24 * 3600).ShouldBeOfType<Decided.Refused>().Code.ShouldBe("token_expired");
        Decide(FamilyAt(3), shown: 4).ShouldBeOfType<Decided.Refused>().Code.ShouldBe("unauthorized");
        Decide(TokenFamily.Initial, shown: 1).ShouldBeOfType<Decided.Refused>().Code.ShouldBe("unauthorized");
    }

    [Fact]
    public async Task A_repetition_gets_the_same_successor_and_a_thief_ends_the_family()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var first = await Identity.IssueAsync(acme, new IssueToken("v") { Refreshable = true });
        var second = await Identity.RefreshAsync(server, first.RefreshToken!);
        (await Identity.RefreshAsync(server, first.RefreshToken!)).RefreshToken.ShouldBe(second.RefreshToken);
        var third = await Identity.RefreshAsync(server, second.RefreshToken!);
        (await Identity.RefreshCodeAsync(server, first.RefreshToken!)).ShouldBe("token_reused");
        (await Identity.RefreshCodeAsync(server, third.RefreshToken!)).ShouldBe("token_reused");
        using var visitor = Identity.Client(server, third.Token);
        using var refused = await visitor.PostAsync("/v1/sessions", content: null);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("token_revoked");
    }

    [Theory]
    [InlineData("")]
    [InlineData("trr")]
    [InlineData("trr_acme_f1_1_00")]
    [InlineData("trr_acme_f1_-1_00")]
    [InlineData("trr_ACME_f1_1_00")]
    [InlineData("trr_acme_f1_1_00_00")]
    public async Task What_this_server_did_not_make_is_refused_without_a_trace(string token)
    {
        await using var server = await TestServer.StartAsync();
        (await Identity.RefreshCodeAsync(server, token)).ShouldBe("unauthorized");
    }

    [Fact]
    public void A_refresh_token_changes_with_each_of_its_parts_and_with_the_key()
    {
        byte[] key = [1, 2, 3];
        var token = new RefreshSecret(new TenantId("acme"), "f1", 7).Reveal(key);
        RefreshSecret.TryRead(token, key, out var read).ShouldBeTrue();
        read.ShouldBe(new RefreshSecret(new TenantId("acme"), "f1", 7));
        RefreshSecret.TryRead(token, [1, 2, 4], out _).ShouldBeFalse();
        foreach (var (from, to) in new[] { ("acme", "rival"), ("_f1_", "_f2_"), ("_7_", "_8_"), ("_7_", "_07_") })
        {
            RefreshSecret.TryRead(token.Replace(from, to), key, out _).ShouldBeFalse(to);
        }
    }

    [Fact]
    public async Task Two_servers_of_one_store_never_give_two_successors_nor_lock_anybody_out()
    {
        var folder = Directory.CreateTempSubdirectory("troupe-races-");
        var store = new InMemoryEventStore(TimeProvider.System);
        await using var one = await TestServer.StartOnAsync(store, $"--Troupe:Tokens:KeyFile={folder.FullName}/keys.json");
        await using var other = await TestServer.StartOnAsync(store, $"--Troupe:Tokens:KeyFile={folder.FullName}/keys.json");
        await Identity.CreateTenantAsync(one, "acme");
        var key = (await Identity.CreateKeyAsync(one, "acme", "session:talk")).Secret!;
        await Identity.KnownAsync(other, key);
        var tally = await new RefreshRaces([one.Http, other.Http], key, seed: 5).RunAsync(60, atOnce: 8, TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        (tally.Races, tally.DoubleSuccessors, tally.HonestLockouts, tally.ThievesServed).ShouldBe((60, 0, 0, 0));
    }

    private static TokenFamily FamilyAt(long number) =>
        TokenFamily.Initial.Apply(new FamilyStarted(Protected<string>.Of("v", "v"), "session:talk", Now, Now.AddHours(24))).Apply(new FamilyRefreshed(number, Now));

    private static Decided Decide(TokenFamily family, long shown, double secondsLater = 0) =>
        RefreshTokenCommand.Decide(family, shown, revoked: false, new TokensOptions(), Now.AddSeconds(secondsLater));
}
