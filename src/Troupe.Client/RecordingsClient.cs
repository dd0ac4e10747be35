// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about recordings. Thread-safe.</summary>
public sealed class RecordingsClient
{
    private readonly Caller _caller;

    internal RecordingsClient(Caller caller) => _caller = caller;

    /// <summary>Opens a recording, as JSON lines.</summary>
    /// <remarks>For troupe replay. Of a session that goes on it is what was recorded so far, as it is of one whose server died. Opening is an entry of the audit; when that cannot be written nothing is opened. Needs the scope `tenant:admin`. Costs 1 of the read budget.</remarks>
    /// <param name="session">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<HttpResponseMessage> GetAsync(string session, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.FetchAsync(new Call("GET", "/v1/recordings/{session}") { Places = [Place.Of(session)] }, options, cancellationToken);

    /// <summary>Lists recordings of sessions, oldest first.</summary>
    /// <remarks>Those that the server that answers has; there are none unless it records. Go on with next until it is absent. Needs the scope `tenant:admin`. Costs 1 of the read budget.</remarks>
    /// <param name="subject">See above; null for the server's default.</param>
    /// <param name="after">See above; null for the server's default.</param>
    /// <param name="limit">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public IAsyncEnumerable<RecordingView> ListAsync(string? subject = null, string? after = null, int? limit = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ListAsync<RecordingPage, RecordingView>(new Call("GET", "/v1/recordings") { Query = [("subject", subject), ("after", after), ("limit", limit)] }, page => (page.Items, page.Next), options, cancellationToken);
}
