using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Assets: a logo.</summary>
internal static class AssetExamples
{
    /// <summary>The logo's id: the SHA-256 of "test", as <see cref="Integrity"/> is.</summary>
    public const string Logo = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Integrity = "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

    private const string Address = $"/v1/assets/{Logo}/file?tenant=acme&expires=1772453400&signature=Zk3vJx0b0mYw";

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["assets.upload"] = new(Answer: View),
        ["assets.about"] = new(Answer: View),
        ["assets.list"] = new(Answer: new AssetPage([View], Next: null)),
        ["assets.sweep"] = new(Answer: Swept),
        ["assets.sweepProgress"] = new(Answer: Swept),
        ["presenters.manifest"] = new(Answer: new AssetManifest(PresenterExamples.Id, 2, [new ManifestEntry("logo", Logo, "image/svg+xml", 612, Integrity, Address)])),
    };

    private static AssetView View => new(Logo, "image", "image/svg+xml", 612, AssetVisibility.Private, Integrity, Address, Example.Noon)
    {
        UrlExpiresAt = Example.Noon.AddMinutes(10), Width = 96, Height = 96, Removed = ["script", "@onload"],
    };

    private static SweepReport Swept => new(DryRun: false, Done: true, Total: 41, Examined: 41, Used: 38, Waiting: 2, Removed: [Logo], RemovedBytes: 612);
}
