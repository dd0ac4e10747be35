using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Keys: one for the page of the weather, and a new secret for it.</summary>
internal static class KeyExamples
{
    private const string Key = "tk_7Qm2XvB9";

    private const string Secret = $"{Key}_q0YbW3l5d8s1ZtR6uJ4kVw9hNcXeAf2m";

    private static readonly CreateKey Asked = new("Pages of the weather", ["session:talk", "session:observe"]) { Kind = KeyKind.Publishable, Origins = ["https://weather.example"], Scene = "forecast" };

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["keys.list"] = new(Answer: new KeyPage([View(1)], Next: null)),
        ["keys.create"] = new(Asked, new KeySecret(View(1), Secret)),
        ["tenants.createKey"] = new(Asked, new KeySecret(View(1), Secret)),
        ["keys.get"] = new(Answer: View(1)),
        ["keys.revoke"] = new(Answer: View(3) with { Revoked = true }),
        ["keys.rotate"] = new(new RotateKey { OverlapSeconds = 3_600 }, new KeySecret(View(2) with { PreviousUntil = Example.Noon.AddHours(1) }, Secret)),
    };

    private static KeyView View(long version) =>
        new(Key, Asked.Label, Asked.Kind, Asked.Scopes, Asked.Origins, Asked.Scene, Example.Noon, ExpiresAt: null, PreviousUntil: null, Revoked: false, version);
}
