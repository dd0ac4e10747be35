using Troupe.Contracts.Control;
using Troupe.Server.Assets.Formats;

namespace Troupe.Server.Assets;

/// <summary>What callers are shown of assets.</summary>
internal static class AssetAnswers
{
    /// <summary>Metadata that all endpoints of assets have.</summary>
    public static RouteHandlerBuilder WithAsset(this RouteHandlerBuilder endpoint, string name) => endpoint.WithName($"assets.{name}").WithTags("Assets");

    /// <summary>An asset that its tenant has.</summary>
    public static AssetView ToView(this Asset asset, TenantId tenant, AssetId id, AssetUrls urls)
    {
        var uploaded = asset.Uploaded ?? throw new InvalidOperationException("An asset that was never uploaded cannot be shown.");
        var (url, expires) = urls.Of(tenant, id, uploaded.Visibility);
        return new AssetView(id.Value, KindOf(uploaded.Type), uploaded.Type, uploaded.Bytes, uploaded.Visibility, id.Integrity, url, uploaded.At)
        {
            UrlExpiresAt = expires, Width = uploaded.Width, Height = uploaded.Height, Seconds = uploaded.Seconds, Removed = uploaded.Removed,
        };
    }

    /// <summary>What assets of a media type are used for, as callers know it.</summary>
    public static string KindOf(string mediaType) => AssetFormats.Of(mediaType).Kind switch
    {
        AssetKind.Image => "image",
        AssetKind.Model => "model",
        AssetKind.Audio => "audio",
        AssetKind.Rig => "rig",
        var other => throw new InvalidOperationException($"There is no kind {other}."),
    };

    /// <summary>The answer about an asset that the tenant does not have, whether another has it or nobody.</summary>
    public static IResult NotFound(string id) => Problem.Of("asset_not_found", $"There is no asset '{(id.Length > 100 ? id[..100] : id)}'.");

    /// <summary>The answer about a file that is not kept.</summary>
    public static IResult ToResult(this AssetException refusal) => Problem.Of(
        refusal.Code,
        refusal.Message,
        extensions: refusal.Limit is { } limit ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["limit"] = limit } : null);
}
