using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Tokens: one for a visitor of the page.</summary>
internal static class TokenExamples
{
    private const string Family = "fam_5xR2";

    private static readonly TokenIssued Issued = new(
        "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJ2aXNpdG9yLTQyIn0.c2lnbmF0dXJl", Example.Noon.AddMinutes(10), "tok_9aK1", Family, "rt_Wm3Zr8", Example.Noon.AddHours(12));

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["tokens.issue"] = new(new IssueToken("visitor-42") { Scene = "forecast", Role = "viewer", Origin = "https://weather.example", LifetimeSeconds = 600, Refreshable = true }, Issued),
        ["tokens.refresh"] = new(new TokenRefresh("rt_Wm3Zr8"), Issued with { Id = "tok_9aK2", RefreshToken = "rt_Jq7Ty2" }),
        ["tokens.revoke"] = new(new RevokeToken { Family = Family }, new TokenRevoked(Token: null, Family)),
        ["tokens.keys"] = new(Answer: new JsonWebKeySet(
        [
            // The key of RFC 7517, appendix A.1.
            new JsonWebKey("EC", "P-256", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM", "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", "sig", "ES256"),
        ])),
    };
}
