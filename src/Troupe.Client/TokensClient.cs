// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about tokens. Thread-safe.</summary>
public sealed class TokensClient
{
    private readonly Caller _caller;

    internal TokensClient(Caller caller) => _caller = caller;

    /// <summary>Issues a session token.</summary>
    /// <remarks>Asked with an API key, by a server for its page, or by a page with a publishable key. The token allows no more than the key. Needs a credential. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TokenIssued> IssueAsync(IssueToken request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TokenIssued>(new Call("POST", "/v1/tokens") { Request = request }, options, cancellationToken);

    /// <summary>Lists the public keys of tokens.</summary>
    /// <remarks>A JSON Web Key Set (RFC 7517). A key is listed a quarter of an hour before it signs, and until the last token that it signed has expired.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<JsonWebKeySet> KeysAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<JsonWebKeySet>(new Call("GET", "/.well-known/jwks.json"), options, cancellationToken);

    /// <summary>Gets the next token of a family.</summary>
    /// <remarks>The refresh token is the credential, and is good once: a repetition within 5 seconds gets the same successor, any other ends the family and its live sessions. While the family is held back for unusual use, the next token has its reading scopes alone and lasts no longer than that, or there is none.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TokenIssued> RefreshAsync(TokenRefresh request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TokenIssued>(new Call("POST", "/v1/tokens/refresh") { Request = request }, options, cancellationToken);

    /// <summary>Revokes a token or a family.</summary>
    /// <remarks>Without either, the caller's own family, as a person signs out. Live sessions of it end, on every node. Needs a credential. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TokenRevoked> RevokeAsync(RevokeToken request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TokenRevoked>(new Call("POST", "/v1/tokens/revoke") { Request = request }, options, cancellationToken);
}
