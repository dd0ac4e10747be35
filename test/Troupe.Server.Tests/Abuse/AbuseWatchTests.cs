using Troupe.Server.Abuse;
using Troupe.Server.Admission;

namespace Troupe.Server.Tests.Abuse;

[Trait("Category", "fast")]
public sealed class AbuseWatchTests
{
    private const string London = "10.1.0.1", Paris = "10.2.0.1", NewYork = "10.3.0.1", Vpn = "10.3.9.1", Mobile = "10.4.0.1", LondonSix = "2001:db8:1::1", NewYorkSix = "2001:db8:3::1";

    [Fact]
    public async Task A_token_at_two_ends_of_an_ocean_is_held_until_a_fresh_one_is_shown()
    {
        await using var abuses = new Abuses();
        abuses.Ask(0, London).ShouldBeNull();
        abuses.Ask(1, NewYork).ShouldBe("step_up_required");
        abuses.Ask(2, London).ShouldBe("step_up_required");

        // A refreshed token is of the same family; a fresh sign-in is not.
        abuses.Ask(3, London, caller: abuses.Caller with { Credential = "jti-2" }).ShouldBe("step_up_required");
        abuses.Ask(4, London, caller: abuses.Caller with { Credential = "jti-3", Family = "family-2" }).ShouldBeNull();
        abuses.Ask(90_000, London).ShouldBe("step_up_required");
    }

    [Fact]
    public async Task The_answer_stands_in_the_audit_with_its_chain_and_no_address()
    {
        await using var abuses = new Abuses();
        abuses.Ask(0, London);
        abuses.Ask(1, NewYork);
        abuses.Ask(2, NewYork);
        var entry = (await abuses.AuditAsync(1)).ShouldHaveSingleItem();
        (entry.Action, entry.Target, entry.Outcome, entry.Credential).ShouldBe(("abuse.answer", "credential/family-1", "step_up_required", "jti-1"));
        entry.Chain.ShouldBe(["signal:travel", "from:london", "to:new-york", "km:5573", "seconds:1", "other-network", "response:stepUp"]);
        entry.OccurredAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("a flight of eight hours", 28_800, London, NewYork)]
    [InlineData("the next town", 1, London, Paris)]
    [InlineData("a carrier's gateway", 1, London, Mobile)]
    [InlineData("dual stack", 1, London, LondonSix)]
    [InlineData("a VPN switched on", 1, London, Vpn)]
    [InlineData("a VPN switched off", 1, Vpn, London)]
    [InlineData("an address that no table knows", 1, London, "192.0.2.1")]
    public async Task What_honest_people_do_is_left_alone(string what, double seconds, string from, string to)
    {
        await using var abuses = new Abuses();
        abuses.Ask(0, from).ShouldBeNull(what);
        abuses.Ask(seconds, to).ShouldBeNull(what);
        abuses.Ask((2 * seconds) + 1, from).ShouldBeNull(what);
    }

    [Theory]
    [InlineData("another program in a VPN", London, 1, Vpn, 2)]
    [InlineData("the other protocol of another network", London, 1, NewYorkSix, 1)]
    [InlineData("a gateway across an ocean", NewYork, 1, Mobile, 1)]
    [InlineData("another program out of a VPN", Vpn, 1, NewYork, 2)]
    [InlineData("dual stack of another program", London, 1, LondonSix, 2)]
    public async Task What_thieves_do_is_not(string what, string owner, ushort program, string thief, ushort other)
    {
        await using var abuses = new Abuses();
        abuses.Ask(0, owner, program).ShouldBeNull(what);
        abuses.Ask(1, thief, other).ShouldBe("step_up_required", what);
    }

    [Fact]
    public async Task Who_works_from_a_vpn_beside_the_owner_is_noticed_by_the_alternation()
    {
        await using var abuses = new Abuses();
        string?[] answers = [.. Enumerable.Range(0, 8).Select(turn => abuses.Ask(turn, turn % 2 == 0 ? London : Vpn))];
        answers.ShouldBe([null, null, null, null, null, null, "step_up_required", "step_up_required"]);
    }

    [Fact]
    public async Task Keys_of_servers_are_at_many_places()
    {
        await using var abuses = new Abuses();
        var key = abuses.Caller with { Kind = CredentialKind.Key, Family = null };
        abuses.Ask(0, London, caller: key).ShouldBeNull();
        abuses.Ask(1, NewYork, caller: key).ShouldBeNull();
    }

    [Fact]
    public async Task A_burst_leaves_only_reading_for_a_while()
    {
        await using var abuses = new Abuses(new AbuseOptions { BurstFloor = 50, NarrowFor = TimeSpan.FromMinutes(5) });
        CallerVerdict last = default;
        for (var request = 0; request < 51; request++)
        {
            last.Narrowed.ShouldBeNull();
            last = abuses.See(request * 0.01, London);
        }

        last.Narrowed.ShouldBe(TimeSpan.FromMinutes(5));
        (last.Caller!.Scopes.Has("presenter:view"), last.Caller.Scopes.Has("presenter:publish")).ShouldBe((true, false));
        abuses.See(299, London).Narrowed.ShouldNotBeNull();
        abuses.See(301, London).Caller!.Scopes.ShouldBe(ScopeSet.Tenant);
        (await abuses.AuditAsync(1))[0].Chain.ShouldBe(["signal:burst", "requests:51", "usual:0", "seconds:10", "response:narrow"]);
    }

    [Fact]
    public async Task Whoever_always_asks_much_may()
    {
        await using var abuses = new Abuses(new AbuseOptions { BurstFloor = 50 });

        // 40 in ten seconds for an hour, then 200 at once: five times the habit.
        for (var request = 0; request < 40 * 360; request++)
        {
            abuses.See(request * 0.25, London).Narrowed.ShouldBeNull();
        }

        for (var request = 0; request < 150; request++)
        {
            abuses.See(3600 + (request * 0.01), London).Narrowed.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Reading_one_thing_after_the_other_is_scraping_and_reading_a_few_again_and_again_is_not()
    {
        await using var abuses = new Abuses(new AbuseOptions { ScrapeFloor = 100 });
        for (uint read = 0; read < 400; read++)
        {
            abuses.See(read, London, target: 1 + (read % 90), caller: abuses.Caller with { Family = "worker" }).Code.ShouldBeNull();
        }

        var answers = Enumerable.Range(1, 130).Select(read => abuses.See(read, London, target: (uint)read * 7919).Code).ToArray();
        answers[..90].ShouldAllBe(code => code == null);
        answers[^1].ShouldBe("step_up_required");
    }

    [Fact]
    public async Task Only_the_reuse_of_a_token_ends_a_credential()
    {
        await using var abuses = new Abuses();
        abuses.Ask(0, London).ShouldBeNull();
        abuses.Watch.Reused(abuses.Caller);
        abuses.Watch.Reused(abuses.Caller);
        abuses.Ask(1, London).ShouldBe("token_reused");
        (await abuses.AuditAsync(1)).ShouldHaveSingleItem().Chain.ShouldBe(["signal:reuse", "token:shown-again", "response:end"]);
    }
}
