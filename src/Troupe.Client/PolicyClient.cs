// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about policy. Thread-safe.</summary>
public sealed class PolicyClient
{
    private readonly Caller _caller;

    internal PolicyClient(Caller caller) => _caller = caller;

    /// <summary>`PUT /v1/policy`.</summary>
    /// <remarks>Replaces all rules. Every mistake is listed at once, with its place as a JSON pointer. Needs If-Match. The rules hold from the answer on; the disclosure stays as it is. Needs the scope `policy:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyView> ChangeAsync(PolicyDocument request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyView>(new Call("PUT", "/v1/policy") { Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>`PUT /v1/policy/disclosure`. The audit names what was turned off.</summary>
    /// <remarks>The sentence at the start and the marks for machines; the label is each presenter's own. Marks that are turned off stand in the audit. Needs If-Match; holds for sessions that begin afterwards. Needs the scope `presenter:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyView> ChangeDisclosureAsync(DisclosureRules request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyView>(new Call("PUT", "/v1/policy/disclosure") { Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>`POST /v1/policy/explain`.</summary>
    /// <remarks>Says of a text or an edit what would happen and what every rule says of it, by the rules that hold or by those that are sent along. Changes and keeps nothing. Needs the scope `policy:view`. Costs 1 of the read budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyExplanation> ExplainAsync(ExplainPolicy request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyExplanation>(new Call("POST", "/v1/policy/explain") { Request = request }, options, cancellationToken);

    /// <summary>`GET /v1/policy`.</summary>
    /// <remarks>The rules that hold, their version as ETag, and how the presenter is shown to be a machine. Needs the scope `policy:view`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyView> ReadAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyView>(new Call("GET", "/v1/policy"), options, cancellationToken);

    /// <summary>`GET /v1/policy/versions/{version}`.</summary>
    /// <remarks>The policy as it was at a version; version 0 is the empty one of the beginning. Needs the scope `policy:view`. Costs 1 of the read budget.</remarks>
    /// <param name="version">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyView> ReadVersionAsync(long version, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyView>(new Call("GET", "/v1/policy/versions/{version}") { Places = [Place.Of(version)] }, options, cancellationToken);

    /// <summary>`POST /v1/policy/rollback`.</summary>
    /// <remarks>A version of its own, so that it can be taken back as well. Needs If-Match. The disclosure stays as it is. Needs the scope `policy:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyView> RollBackAsync(RollBackPolicy request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyView>(new Call("POST", "/v1/policy/rollback") { Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>`GET /v1/policy/versions`.</summary>
    /// <remarks>Every version of the policy, oldest first. Needs the scope `policy:view`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PolicyVersions> VersionsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PolicyVersions>(new Call("GET", "/v1/policy/versions"), options, cancellationToken);
}
