using System.Globalization;
using Microsoft.Net.Http.Headers;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Assets.Formats;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Assets;

/// <summary>Hands out files: to callers of their tenant, and to whoever has a signed address.</summary>
internal sealed class Downloading(EventStreams streams, IBlobStore blobs, AssetUrls urls, Limiter limiter, TimeProvider time, ILogger<Downloading> logger)
{
    /// <summary>A year: the longest that RFC 2616 let caches keep something, which caches still go by.</summary>
    private const string Forever = "max-age=31536000, immutable";

    /// <summary>A file that is opened as a page runs nothing, loads nothing and is of no origin.</summary>
    private const string Sandbox = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /// <summary>Maps <c>GET /v1/assets/{asset}</c> and <c>GET /v1/assets/{asset}/file</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("{asset}", (string asset, HttpContext context, Downloading downloading, CancellationToken cancellationToken) => downloading.GetAsync(asset, context, cancellationToken))
            .WithAsset("get").RequireScopeOf("asset:read").Costs(Budget.Read)
            .WithSummary("Reads an asset's bytes").WithDescription("Never changes: the id is the hash of the bytes. `Range` and `If-None-Match` are served.")
            .Produces<Stream>(contentType: "application/octet-stream").Produces(StatusCodes.Status206PartialContent).Produces(StatusCodes.Status304NotModified)
            .Refuses("asset_not_found", "storage_unavailable");
        routes.MapGet("{asset}/file", (string asset, HttpContext context, Downloading downloading, CancellationToken cancellationToken, string tenant = "", long? expires = null, string signature = "") =>
                downloading.GetSignedAsync(asset, tenant, expires, signature, context, cancellationToken))
            .WithAsset("file")
            .WithSummary("Reads an asset's bytes by a signed address")
            .WithDescription("For pages, which have no credential: an asset's view, a presenter's manifest and a session's presenter have such addresses. Those of public assets stay valid; those of private ones end.")
            .Produces<Stream>(contentType: "application/octet-stream").Produces(StatusCodes.Status206PartialContent).Produces(StatusCodes.Status304NotModified)
            .Refuses("asset_not_found", "token_expired", "temporarily_reduced", "storage_unavailable");
    }

    private async Task<IResult> GetAsync(string asset, HttpContext context, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        if (!AssetId.TryParse(asset, out var id) || await streams.LoadAsync<Asset>(tenant, asset, cancellationToken) is not { State: { Exists: true, Uploaded: { } uploaded } })
        {
            return AssetAnswers.NotFound(asset);
        }

        // Shared caches may not keep it: the address is the same for all tenants.
        context.Response.Headers.CacheControl = uploaded.Visibility == AssetVisibility.Public ? $"private, {Forever}" : "private, no-cache";
        context.Response.Headers.Vary = HeaderNames.Authorization;
        return await SendAsync(context, id, uploaded, cancellationToken);
    }

    private async Task<IResult> GetSignedAsync(string asset, string owner, long? expires, string signature, HttpContext context, CancellationToken cancellationToken)
    {
        if (!AssetId.TryParse(asset, out var id) || !TenantId.TryParse(owner, out var tenant) || !urls.IsSigned(tenant, id, expires, signature))
        {
            return AssetAnswers.NotFound(asset);
        }

        var left = (expires ?? long.MaxValue) - time.GetUtcNow().ToUnixTimeSeconds();
        if (left <= 0)
        {
            return Problem.Of("token_expired", "The address has ended; ask for the asset, its manifest or the session again to have a new one.");
        }

        if (limiter.Work(tenant, work: 1) is { Passed: false } busy)
        {
            return Problem.Of(busy.Reason!, "The server is busy and gives every tenant less for a while.", busy.Wait);
        }

        if (await streams.LoadAsync<Asset>(tenant, asset, cancellationToken) is not { State: { Exists: true, Uploaded: { } uploaded } } || (expires is null && uploaded.Visibility != AssetVisibility.Public))
        {
            return AssetAnswers.NotFound(asset);
        }

        var headers = context.Response.Headers;
        headers.CacheControl = expires is null ? $"public, {Forever}" : string.Create(CultureInfo.InvariantCulture, $"private, max-age={left}");
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return await SendAsync(context, id, uploaded, cancellationToken);
    }

    private async Task<IResult> SendAsync(HttpContext context, AssetId id, AssetUploaded uploaded, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(id, cancellationToken) is not { } blob)
        {
            logger.BytesMissing(id);
            context.Response.Headers.CacheControl = "no-store";
            return Problem.Of("storage_unavailable", "The bytes of the asset cannot be found; the operator has been told.");
        }

        var format = AssetFormats.Of(uploaded.Type);
        var shown = format.Kind is AssetKind.Audio || (format.Kind == AssetKind.Image && format is not ICleansed) ? "inline" : "attachment";
        context.Response.Headers.ContentSecurityPolicy = Sandbox;
        context.Response.Headers.ContentDisposition = $"{shown}; filename=\"{id.Value[..16]}{format.Extension}\"";
        return Results.Stream(new BlobStream(blobs, blob), uploaded.Type, entityTag: new EntityTagHeaderValue($"\"{id}\""), enableRangeProcessing: true);
    }
}
