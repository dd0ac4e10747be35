// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about assets. Thread-safe.</summary>
public sealed class AssetsClient
{
    private readonly Caller _caller;

    internal AssetsClient(Caller caller) => _caller = caller;

    /// <summary>Reads what is known of an asset.</summary>
    /// <remarks>With a fresh address for pages. Needs the scope `asset:read`. Costs 1 of the read budget.</remarks>
    /// <param name="asset">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<AssetView> AboutAsync(string asset, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<AssetView>(new Call("GET", "/v1/assets/{asset}/about") { Places = [Place.Of(asset)] }, options, cancellationToken);

    /// <summary>Reads an asset's bytes by a signed address.</summary>
    /// <remarks>For pages, which have no credential: an asset's view, a presenter's manifest and a session's presenter have such addresses. Those of public assets stay valid; those of private ones end.</remarks>
    /// <param name="asset">Its id.</param>
    /// <param name="tenant">See above; null for the server's default.</param>
    /// <param name="expires">See above; null for the server's default.</param>
    /// <param name="signature">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<HttpResponseMessage> FileAsync(string asset, string? tenant = null, long? expires = null, string? signature = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.FetchAsync(new Call("GET", "/v1/assets/{asset}/file") { Places = [Place.Of(asset)], Query = [("tenant", tenant), ("expires", expires), ("signature", signature)] }, options, cancellationToken);

    /// <summary>Reads an asset's bytes.</summary>
    /// <remarks>Never changes: the id is the hash of the bytes. `Range` and `If-None-Match` are served. Needs the scope `asset:read`. Costs 1 of the read budget.</remarks>
    /// <param name="asset">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<HttpResponseMessage> GetAsync(string asset, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.FetchAsync(new Call("GET", "/v1/assets/{asset}") { Places = [Place.Of(asset)] }, options, cancellationToken);

    /// <summary>Lists assets.</summary>
    /// <remarks>In the order of their ids, `limit` (1 to 200, 50 if left out) at a time; `after` is the last answer's `next`. Needs the scope `asset:read`. Costs 1 of the read budget.</remarks>
    /// <param name="after">See above; null for the server's default.</param>
    /// <param name="limit">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public IAsyncEnumerable<AssetView> ListAsync(string? after = null, int? limit = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ListAsync<AssetPage, AssetView>(new Call("GET", "/v1/assets") { Query = [("after", after), ("limit", limit)] }, page => (page.Items, page.Next), options, cancellationToken);

    /// <summary>Removes an asset.</summary>
    /// <remarks>Only one that no draft and no revision names. Uploading it again brings it back. Needs the scope `asset:write`. Costs 1 of the command budget.</remarks>
    /// <param name="asset">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task RemoveAsync(string asset, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.TellAsync(new Call("DELETE", "/v1/assets/{asset}") { Places = [Place.Of(asset)] }, options, cancellationToken);

    /// <summary>Sweeps the tenant's assets.</summary>
    /// <remarks>Marks assets that no draft and no revision names, and removes those that were marked for the time of grace. `dryRun=true` only tells what it would remove. The server sweeps by itself too. Needs the scope `asset:write`. Costs 1 of the command budget.</remarks>
    /// <param name="dryRun">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<SweepReport> SweepAsync(bool? dryRun = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<SweepReport>(new Call("POST", "/v1/assets/sweep") { Query = [("dryRun", dryRun)] }, options, cancellationToken);

    /// <summary>Reads the last sweep, or how far it is.</summary>
    /// <remarks>`examined` of `total` assets were looked at; zeros when there was no sweep since the server began. Needs the scope `asset:read`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<SweepReport> SweepProgressAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<SweepReport>(new Call("GET", "/v1/assets/sweep"), options, cancellationToken);

    /// <summary>Uploads an asset.</summary>
    /// <remarks>The body is the file: PNG, WebP, SVG, GLB, WAV, Ogg, MP3, or a character's JSON; `Content-Type` says which, and it is checked as a whole. A drawing (SVG) is kept as a cleaned copy, so its id is that of the copy; `removed` tells what was left out. The same bytes are the same asset: uploading them again changes `visibility` (`private` or `public`) only. Each further megabyte costs one more. Needs the scope `asset:write`. Costs 1 of the upload budget.</remarks>
    /// <param name="content">What is sent.</param>
    /// <param name="visibility">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<AssetView> UploadAsync(HttpContent content, string? visibility = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<AssetView>(new Call("POST", "/v1/assets") { Query = [("visibility", visibility)], Content = content }, options, cancellationToken);
}
