using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Assets.Formats;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Commands;
using Troupe.Server.Limits;

namespace Troupe.Server.Assets;

/// <summary>Takes files.</summary>
internal sealed class Uploading(IOptions<AssetsOptions> options, IBlobStore blobs, AssetGates gates, AssetUrls urls, CommandDesk desk, Limiter limiter, TimeProvider time, ILogger<Uploading> logger)
{
    private const double Megabyte = 1e6;

    /// <summary>Maps <c>POST /v1/assets</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("", (HttpContext context, Uploading uploading, CancellationToken cancellationToken, string visibility = "private") => visibility switch
            {
                "private" => uploading.UploadAsync(context, AssetVisibility.Private, cancellationToken),
                "public" => uploading.UploadAsync(context, AssetVisibility.Public, cancellationToken),
                _ => Task.FromResult(Problem.Of("bad_request", "visibility is private or public.")),
            })
            .WithAsset("upload").RequireScopeOf("asset:write").Costs(Budget.Upload)
            .WithSummary("Uploads an asset")
            .WithDescription(
                "The body is the file: PNG, WebP, SVG, GLB, WAV, Ogg, MP3, or a character's JSON; `Content-Type` says which, and it is checked as a whole. A drawing (SVG) is kept as a cleaned copy, "
                + "so its id is that of the copy; `removed` tells what was left out. The same bytes are the same asset: uploading them again changes `visibility` (`private` or `public`) only. Each further megabyte costs one more.")
            .Accepts<Stream>("*/*")
            .Produces<AssetView>(StatusCodes.Status201Created).Produces<AssetView>()
            .Refuses("bad_request", "unsupported_asset", "asset_too_large", "idempotency_key_reused", "policy_denied", "storage_read_only", "storage_unavailable");

    private async Task<IResult> UploadAsync(HttpContext context, AssetVisibility visibility, CancellationToken cancellationToken)
    {
        // What is too large is told by kind, and not by the connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var (caller, request) = (Caller.Of(context), context.Request);
        var declared = request.ContentType?.Split(';')[0].Trim();
        var taken = 0.0;
        var received = 0L;
        try
        {
            var (incoming, head) = await IncomingFile.BeginAsync(options, request.Body, declared, request.ContentLength, cancellationToken);
            await using (incoming)
            {
                taken = Megabytes(request.ContentLength ?? incoming.Format.MostBytes(options.Value.Limits)) - 1;
                if (taken > 0 && limiter.Take(caller.Tenant, caller.Subject, session: null, Budget.Upload, taken) is { Passed: false } refusal)
                {
                    taken = 0;
                    return Problem.Of(refusal.Reason!, "The upload budget of this credential or its tenant is used up; RateLimit says when it fills again.", refusal.Wait < TimeSpan.FromHours(1) ? refusal.Wait : TimeSpan.FromHours(1));
                }

                var (file, facts) = await incoming.TakeAsync(options, head, request.Body, cancellationToken);
                received = incoming.Bytes;
                await using (file)
                {
                    return await KeepAsync(context, caller, file, facts, visibility, cancellationToken);
                }
            }
        }
        catch (AssetException refusal)
        {
            logger.UploadRefused(caller.Tenant, refusal.Code, refusal.Message);
            return refusal.ToResult();
        }
        finally
        {
            // A file that was refused costs what it said that it has: it came over the line.
            if (received > 0 && Megabytes(received) - 1 - taken is not 0 and var difference)
            {
                limiter.Settle(caller.Tenant, caller.Subject, session: null, Budget.Upload, difference);
            }
        }
    }

    private async ValueTask<IResult> KeepAsync(HttpContext context, Caller caller, IncomingFile file, AssetFacts facts, AssetVisibility visibility, CancellationToken cancellationToken)
    {
        var uploaded = new AssetUploaded(file.Format.MediaType, file.Bytes, visibility, time.GetUtcNow()) { Width = facts.Width, Height = facts.Height, Seconds = facts.Seconds, Removed = facts.Removed };
        var isNew = false;
        using (await gates.EnterAsync(file.Id, cancellationToken))
        {
            await blobs.PutAsync(file.Id, file.Open(), file.Bytes, cancellationToken);
            var outcome = await desk.ExecuteAsync<Asset>(
                Command.Of(context, "asset.upload", new { file.Id.Value, uploaded.Visibility }),
                file.Id.Value,
                state =>
                {
                    isNew = !state.Exists;
                    return state is { Exists: true, UnusedSince: null, Uploaded: { } before } && before.Visibility == visibility ? new Decided.Accepted() : new Decided.Accepted(uploaded);
                },
                cancellationToken);
            return outcome.ToResult((state, _) => state.ToView(caller.Tenant, file.Id, urls), isNew ? $"/v1/assets/{file.Id}" : null);
        }
    }

    private static double Megabytes(long bytes) => Math.Max(1, Math.Ceiling(bytes / Megabyte));
}
