using Troupe.Server.Assets.Formats;
using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Assets;

/// <summary>Assets of tenants; section <c>Troupe:Assets</c>.</summary>
internal sealed class AssetsOptions
{
    /// <summary>The store. Default: Folder.</summary>
    public BlobStoreKind Store { get; set; } = BlobStoreKind.Folder;

    /// <summary>The folder of assets and of uploads under way, made when the first asset comes; relative to where the server is started. Default: data/assets.</summary>
    public string Folder { get; set; } = "data/assets";

    /// <summary>The bucket, for the store S3.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>How large files of each kind may be.</summary>
    public FormatOptions Limits { get; set; } = new();

    /// <summary>What addresses are signed with: 32 bytes or more in Base64, the same on all servers of a cluster. Default: empty, which keeps a random one in the folder.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>How long an address of a private asset is valid at least; at most twice as long. Default: 10 minutes, as long as a session token.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an asset that nothing names stays, and its bytes after it. Default: 7 days, so that what goes on Friday can be had back on Monday.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often the server sweeps; of servers that share a store, let one do it. 0 for never. Default: 1 hour.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IReadOnlyList<string> Mistakes() =>
    [
        .. Folder.Length > 0 ? Array.Empty<string>() : ["Troupe:Assets:Folder is empty."],
        .. Store == BlobStoreKind.S3 ? S3.Mistakes() : [],
        .. Limits.Mistakes(),
        .. SigningKey.Length == 0 || IsKey(SigningKey) ? Array.Empty<string>() : ["Troupe:Assets:SigningKey must be 32 bytes or more in Base64, as openssl rand -base64 32 makes them."],
        .. UrlLifetime >= TimeSpan.FromSeconds(10) && UrlLifetime <= TimeSpan.FromDays(1) ? Array.Empty<string>() : ["Troupe:Assets:UrlLifetime must be from 10 seconds to a day."],
        .. Grace >= TimeSpan.FromHours(1) && Grace <= TimeSpan.FromDays(3650) ? Array.Empty<string>() : ["Troupe:Assets:Grace must be from an hour to ten years: uploads under way are younger than that."],
        .. SweepEvery == TimeSpan.Zero || (SweepEvery >= TimeSpan.FromMinutes(1) && SweepEvery <= TimeSpan.FromDays(30)) ? Array.Empty<string>() : ["Troupe:Assets:SweepEvery must be 0, or from a minute to 30 days."],
    ];

    private static bool IsKey(string text)
    {
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= 32;
    }
}

/// <summary>Kinds of stores of bytes.</summary>
internal enum BlobStoreKind
{
    /// <summary>Files in a folder.</summary>
    Folder,

    /// <summary>Objects in a bucket.</summary>
    S3,
}
