// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about subjects. Thread-safe.</summary>
public sealed class SubjectsClient
{
    private readonly Caller _caller;

    internal SubjectsClient(Caller caller) => _caller = caller;

    /// <summary>Erases a person.</summary>
    /// <remarks>For good: nothing is kept under this subject again, and no token is issued to it. It may be repeated. The audit has it under the pseudonym; on every server it is done within half a second. Needs the scope `tenant:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="subject">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<SubjectErasure> EraseAsync(string subject, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<SubjectErasure>(new Call("DELETE", "/v1/subjects/{subject}") { Places = [Place.Of(subject)] }, options, cancellationToken);

    /// <summary>Exports what the log keeps about a person as JSON lines.</summary>
    /// <remarks>Each line is a fact with the person's data in clear; (erased) stands for what was erased. Exporting is an entry of the audit, under the pseudonym. Needs the scope `tenant:admin`. Costs 1 of the export budget.</remarks>
    /// <param name="subject">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<HttpResponseMessage> ExportAsync(string subject, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.FetchAsync(new Call("GET", "/v1/subjects/{subject}/export") { Places = [Place.Of(subject)] }, options, cancellationToken);

    /// <summary>Counts what is kept about a person.</summary>
    /// <remarks>The person is the subject of their tokens, percent-encoded. Asking is an entry of the audit, under the pseudonym. Needs the scope `tenant:admin`. Costs 1 of the read budget.</remarks>
    /// <param name="subject">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<SubjectView> GetAsync(string subject, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<SubjectView>(new Call("GET", "/v1/subjects/{subject}") { Places = [Place.Of(subject)] }, options, cancellationToken);
}
