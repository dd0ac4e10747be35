// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about jobs. Thread-safe.</summary>
public sealed class JobsClient
{
    private readonly Caller _caller;

    internal JobsClient(Caller caller) => _caller = caller;

    /// <summary>Read a job.</summary>
    /// <remarks>Where queued work stands: queued, running, done or failed. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="job">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<JobView> GetAsync(string job, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<JobView>(new Call("GET", "/v1/jobs/{job}") { Places = [Place.Of(job)] }, options, cancellationToken);
}
