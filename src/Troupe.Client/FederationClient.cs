// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about federation. Thread-safe.</summary>
public sealed class FederationClient
{
    private readonly Caller _caller;

    internal FederationClient(Caller caller) => _caller = caller;

    /// <summary>Reads which issuer the tenant trusts.</summary>
    /// <remarks>Its tokens are good here as the terms say. Needs the scope `tenant:admin`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<FederationView> GetAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<FederationView>(new Call("GET", "/v1/federation"), options, cancellationToken);

    /// <summary>Trusts no issuer any longer.</summary>
    /// <remarks>Live sessions of its tokens end, on every node. Needs the scope `tenant:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<FederationView> RemoveAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<FederationView>(new Call("DELETE", "/v1/federation"), options, cancellationToken);

    /// <summary>Trusts an issuer.</summary>
    /// <remarks>Tokens of an OpenID provider (RS256 or ES256) are good here from then on, in place of those of the one before. Needs the scope `tenant:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<FederationView> SetAsync(Federation request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<FederationView>(new Call("PUT", "/v1/federation") { Request = request }, options, cancellationToken);
}
