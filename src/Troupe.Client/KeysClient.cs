// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about keys. Thread-safe.</summary>
public sealed class KeysClient
{
    private readonly Caller _caller;

    internal KeysClient(Caller caller) => _caller = caller;

    /// <summary>Creates a key.</summary>
    /// <remarks>The secret is in this answer and nowhere else: only its hash is kept. Needs the scope `key:manage`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<KeySecret> CreateAsync(CreateKey request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<KeySecret>(new Call("POST", "/v1/keys") { Request = request }, options, cancellationToken);

    /// <summary>Reads a key.</summary>
    /// <remarks>No secret is shown. Needs the scope `key:manage`. Costs 1 of the read budget.</remarks>
    /// <param name="key">Its view or its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<KeyView> GetAsync(Target<KeyView> key, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<KeyView>(new Call("GET", "/v1/keys/{key}") { Places = [key.Place] }, options, cancellationToken);

    /// <summary>Lists the tenant's keys.</summary>
    /// <remarks>In the order of their ids, `limit` (1 to 200, 50 if left out) at a time; `after` is the last answer's `next`. Revoked and expired ones included; no secret is shown. Needs the scope `key:manage`. Costs 1 of the read budget.</remarks>
    /// <param name="after">See above; null for the server's default.</param>
    /// <param name="limit">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public IAsyncEnumerable<KeyView> ListAsync(string? after = null, int? limit = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ListAsync<KeyPage, KeyView>(new Call("GET", "/v1/keys") { Query = [("after", after), ("limit", limit)] }, page => (page.Items, page.Next), options, cancellationToken);

    /// <summary>Revokes a key.</summary>
    /// <remarks>It is refused for good, and so are the tokens that it issued; their live sessions end, on every node. Needs the scope `key:manage`. Costs 1 of the command budget.</remarks>
    /// <param name="key">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<KeyView> RevokeAsync(Target<KeyView> key, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<KeyView>(new Call("DELETE", "/v1/keys/{key}") { Places = [key.Place] }, options, cancellationToken);

    /// <summary>Gives a key another secret.</summary>
    /// <remarks>The secret before it stays good for the overlap, so that programs can change over one by one. The one before that ends at once. Needs the scope `key:manage`. Costs 1 of the command budget.</remarks>
    /// <param name="key">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<KeySecret> RotateAsync(Target<KeyView> key, RotateKey request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<KeySecret>(new Call("POST", "/v1/keys/{key}/rotate") { Places = [key.Place], Request = request }, options, cancellationToken);
}
