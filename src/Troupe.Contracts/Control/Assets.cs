namespace Troupe.Contracts.Control;

/// <summary>Who may fetch an asset without a credential.</summary>
public enum AssetVisibility
{
    /// <summary>Whoever has a signed address, which is valid for minutes.</summary>
    Private,

    /// <summary>Whoever has the signed address, which is valid as long as the asset is.</summary>
    Public,
}

/// <summary>An asset of a tenant.</summary>
/// <param name="Id">The SHA-256 of its bytes, as 64 of <c>0-9 a-f</c>.</param>
/// <param name="Kind">What it is used for: <c>image</c>, <c>model</c>, <c>audio</c> or <c>rig</c>.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Visibility">Who may fetch it without a credential.</param>
/// <param name="Integrity">Value of the <c>integrity</c> attribute (W3C Subresource Integrity).</param>
/// <param name="Url">Where a page finds it without a credential, relative to the server.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
public sealed record AssetView(string Id, string Kind, string Type, long Bytes, AssetVisibility Visibility, string Integrity, string Url, DateTimeOffset UploadedAt)
{
    /// <summary>When <see cref="Url"/> ends to be valid; null when it does not.</summary>
    public DateTimeOffset? UrlExpiresAt { get; init; }

    /// <summary>In pixels; null of what is no picture, or has no size of its own.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels, as <see cref="Width"/>.</summary>
    public int? Height { get; init; }

    /// <summary>Length of sound; null of what is none.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was left out of a drawing because it is not safe, such as <c>script</c> or <c>@onload</c>.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}

/// <summary>A page of a list of assets.</summary>
/// <param name="Items">In the order of their ids.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
public sealed record AssetPage(IReadOnlyList<AssetView> Items, string? Next);

/// <summary>What a sweep of a tenant's assets did, or would do.</summary>
/// <param name="DryRun">Whether it only looked.</param>
/// <param name="Done">Whether it has ended.</param>
/// <param name="Total">Assets that the tenant has.</param>
/// <param name="Examined">Assets that were looked at.</param>
/// <param name="Used">Assets that a draft or a revision names.</param>
/// <param name="Waiting">Assets that nothing names, and that stay for the time of grace.</param>
/// <param name="Removed">Assets that were removed, or would be.</param>
/// <param name="RemovedBytes">How large these are.</param>
public sealed record SweepReport(bool DryRun, bool Done, int Total, int Examined, int Used, int Waiting, IReadOnlyList<string> Removed, long RemovedBytes);

/// <summary>What a page needs to show a revision of a presenter; it never changes, but for the addresses.</summary>
/// <param name="Presenter">Id of the presenter.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Assets">Every asset that it names, in the order of their roles.</param>
public sealed record AssetManifest(string Presenter, int Revision, IReadOnlyList<ManifestEntry> Assets);

/// <summary>An asset in a manifest.</summary>
/// <param name="Role">What it is there for: <c>rig</c>, <c>background</c> or <c>logo</c>.</param>
/// <param name="Asset">Its id.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Integrity">Value of the <c>integrity</c> attribute (W3C Subresource Integrity).</param>
/// <param name="Url">Where a page finds it, relative to the server.</param>
public sealed record ManifestEntry(string Role, string Asset, string Type, long Bytes, string Integrity, string Url);
