// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about limits. Thread-safe.</summary>
public sealed class LimitsClient
{
    private readonly Caller _caller;

    internal LimitsClient(Caller caller) => _caller = caller;

    /// <summary>Shows the budgets of the calling credential.</summary>
    /// <remarks>What is left is a promise: so many units pass at once, whatever the load. Needs the scope `tenant:view`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<LimitsView> ShowAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<LimitsView>(new Call("GET", "/v1/limits"), options, cancellationToken);
}
