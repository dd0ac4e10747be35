using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;
using Troupe.Server.Admission.Jose;
using Troupe.Server.Events;
using Troupe.Server.Tests.Admission.Jose;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "fast")]
public sealed class TokenVerifierTests
{
    private static readonly ManualTime Time = At(TimeSpan.FromDays(20_000));
    private static readonly SigningKeys Keys = new(Options.Create(new TokensOptions()), Options.Create(new EventsOptions { Store = EventStoreKind.Memory }), Time, NullLogger<SigningKeys>.Instance);
    private static readonly TokenVerifier Verifier = new(Keys, Options.Create(new TokensOptions()), Time);
    private static readonly JwsMutations Mutations = new(Keys.Ring.Keys[0], Time.GetUtcNow());
    private static readonly Dictionary<string, string> Bad = Mutations.All().ToDictionary(bad => bad.Name, bad => bad.Token);

    public static TheoryData<string> Names => [.. Bad.Keys];

    [Fact]
    public void Takes_a_good_token_with_all_that_it_says()
    {
        var claims = new TokenClaims(new TenantId("acme"), "u1", "j1", "f1", ScopeSet.Of("session:talk"), Time.GetUtcNow(), Time.GetUtcNow().AddMinutes(10)) { Key = "sk1", Scene = "desk", Role = "viewer", Origin = "https://shop.example" };
        var text = Keys.Ring.Keys[0].Sign(claims.Write("troupe", "troupe").Span);
        Verify(text).ShouldBe(new TokenVerdict.Valid(claims));
        Verify(Mutations.Good).ShouldBeOfType<TokenVerdict.Valid>();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses(string name) => Verify(Bad[name]).ShouldBeOfType<TokenVerdict.Refused>();

    [Fact]
    public void Refuses_more_than_three_hundred_tokens_one_step_from_a_good_one() => Bad.Count.ShouldBeGreaterThan(300);

    [Fact]
    public void Takes_a_token_to_the_end_of_the_leeway_and_no_further()
    {
        var time = At(Time.GetUtcNow() - DateTimeOffset.UnixEpoch);
        var verifier = new TokenVerifier(Keys, Options.Create(new TokensOptions()), time);
        CompactJws.Read(Mutations.Good, out var token).ShouldBeNull();
        time.Advance(TimeSpan.FromSeconds(609.999));
        verifier.Verify(token!).ShouldBeOfType<TokenVerdict.Valid>();
        time.Advance(TimeSpan.FromMilliseconds(1));
        verifier.Verify(token!).ShouldBeOfType<TokenVerdict.Refused>().Code.ShouldBe("token_expired");
    }

    [Fact]
    public void Never_throws_at_what_chance_makes_of_a_good_token()
    {
        var random = new Random(7);
        var good = Mutations.Good;
        for (var round = 0; round < 2_000; round++)
        {
            var letters = good.ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                letters[random.Next(letters.Length)] = (char)random.Next(32, 127);
            }

            var text = new string(letters);
            if (text != good)
            {
                Verify(text).ShouldBeOfType<TokenVerdict.Refused>();
            }
        }
    }

    private static TokenVerdict Verify(string text) =>
        CompactJws.Read(text, out var token) is { } fault ? new TokenVerdict.Refused("unauthorized", fault) : Verifier.Verify(token!);

    private static ManualTime At(TimeSpan sinceEpoch)
    {
        var time = new ManualTime();
        time.Advance(sinceEpoch);
        return time;
    }
}
