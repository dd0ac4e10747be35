// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about subscriptions. Thread-safe.</summary>
public sealed class SubscriptionsClient
{
    private readonly Caller _caller;

    internal SubscriptionsClient(Caller caller) => _caller = caller;

    /// <summary>Be told what happens.</summary>
    /// <remarks>Server-sent events, or a WebSocket. `presenter`, `session` or `job` names one thing; without them everything of the tenant that the credential's scopes let it see. `after`, or Last-Event-ID, goes on after a position: no gap, no repetition. Who reads too slowly is told `resume` and where; whose credential ends is told `end` and why, and comes back after its last position with another one. Following the audit is an entry of it. Needs a credential. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">See above; null for the server's default.</param>
    /// <param name="session">See above; null for the server's default.</param>
    /// <param name="job">See above; null for the server's default.</param>
    /// <param name="after">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public IAsyncEnumerable<Pushed> OpenAsync(string? presenter = null, string? session = null, string? job = null, long? after = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.FollowAsync<Pushed>(new Call("GET", "/v1/subscriptions") { Query = [("presenter", presenter), ("session", session), ("job", job), ("after", after)] }, options, cancellationToken);
}
