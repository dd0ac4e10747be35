// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about sessions. Thread-safe.</summary>
public sealed class SessionsClient
{
    private readonly Caller _caller;

    internal SessionsClient(Caller caller) => _caller = caller;

    /// <summary>Answers `POST /v1/sessions`.</summary>
    /// <remarks>The answer has the address of a WebSocket with a ticket that is good once. Shows the server's own presenter unless one is named; a preview of a draft is for those with presenter:edit. Needs the scope `session:talk`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<SessionCreated> CreateAsync(SessionRequest? request = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<SessionCreated>(new Call("POST", "/v1/sessions") { Request = request }, options, cancellationToken);

    /// <summary>Direct a presenter.</summary>
    /// <remarks>The body is one of presenter.say, presenter.interrupt, presenter.gesture, presenter.express, presenter.gaze, presenter.frame, presenter.wear with its `type` and an `id`. Answered once it was applied, with the media time, or rejected. Needs the scope `session:control`. Costs 1 of the command budget.</remarks>
    /// <param name="session">Its id.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<CommandApplied> DirectAsync(string session, DirectionCommand request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<CommandApplied>(new Call("POST", "/v1/sessions/{session}/directions") { Places = [Place.Of(session)], Request = request }, options, cancellationToken);
}
