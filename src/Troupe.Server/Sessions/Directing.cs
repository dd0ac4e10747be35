using System.Text.Json;
using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Live commands to a session by somebody who directs it: one by one over HTTP, or over a control socket.</summary>
internal static class Directing
{
    /// <summary>How long a conversation may take to answer: it takes microseconds, so one that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Maps <c>POST /v1/sessions/{session}/directions</c> and <c>WS /v1/sessions/{session}/control</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/sessions/{session}/directions", PostAsync).WithName("sessions.direct").WithTags("Sessions").RequireScopeOf("session:control").Costs(Budget.Command)
            .Accepts<DirectionCommand>("application/json").Produces<CommandApplied>().Refuses("bad_message", "session_not_found", "out_of_order", "invalid_command", "policy_denied", "overloaded")
            .WithSummary("Direct a presenter").WithDescription("The body is one of presenter.say, presenter.interrupt, presenter.gesture, presenter.express, presenter.gaze, presenter.frame, presenter.wear with its `type` and an `id`. Answered once it was applied, with the media time, or rejected.");
        routes.MapGet("/v1/sessions/{session}/control", ControlSocket.ServeAsync).WithName("sessions.control").WithTags("Sessions").RequireScopeOf(ControlSocket.Scope).Costs(Budget.Command)
            .Produces(StatusCodes.Status101SwitchingProtocols).Refuses("bad_request", "session_not_found", "overloaded")
            .WithSummary("Open a control socket").WithDescription("A WebSocket that takes directions, one a frame, and answers each with command.applied or command.refused. At half life of its token it is told token.expiring and takes session.refresh with a new one; when its credential ends it is told error.raised, and closed with the code as the reason.");
    }

    /// <summary>A session of the caller's tenant; null when there is none.</summary>
    public static Session? Find(string session, Caller caller, SessionStore sessions) =>
        sessions.Find(session) is { } found && found.Owner.Tenant == caller.Tenant ? found : null;

    /// <summary>Has a session do what a direction says; the answer is the conversation's, or the reasons why it was not asked.</summary>
    /// <param name="session">The session.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="direction">What is to be done.</param>
    /// <param name="parts">What presenters can be made of.</param>
    /// <param name="rules">What all sessions share.</param>
    /// <param name="cancellationToken">Gives up waiting; it may still be done.</param>
    public static async Task<(ServerMessage Answer, IReadOnlyList<Reason> Reasons)> DirectAsync(Session session, string by, DirectionCommand direction, PartSource parts, SessionRules rules, CancellationToken cancellationToken)
    {
        if (DirectionRules.Reasons(direction, session.Cast.Card.Look, parts.Current) is { Count: > 0 } reasons)
        {
            return (Refusals.Of(direction.Id, "invalid_command", string.Join(' ', reasons.Select(reason => reason.Detail))), reasons);
        }

        // What is said is looked at phrase for phrase before it is spoken. What is worn is seen at once, so it cannot wait for a review either.
        if (direction is PresenterWear wear && rules.Policy.EvaluateEdit(session.Owner.Tenant, DirectionRules.Values(wear)).Refusal is { } denied)
        {
            return (Refusals.Of(direction.Id, "policy_denied", string.Join(' ', denied.Reasons.Select(reason => reason.Detail))), denied.Reasons);
        }

        try
        {
            return (await session.DirectAsync(by, direction).WaitAsync(Patience, rules.Time, cancellationToken), []);
        }
        catch (TimeoutException)
        {
            return (Refusals.Of(direction.Id, "overloaded", "The session does not answer; whether the command is still carried out is not known."), []);
        }
    }

    private static async Task<IResult> PostAsync(string session, HttpContext context, SessionStore sessions, PartSource parts, SessionRules rules, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context, cancellationToken) is not { } direction)
        {
            return Problem.Of("bad_message", "The body is a direction: JSON with a `type` such as presenter.say, an `id` of 1 to 64 characters, and what it needs.");
        }

        var caller = Caller.Of(context);
        if (Find(session, caller, sessions) is not { } found)
        {
            return Problem.Of("session_not_found", "The session does not exist or is over.");
        }

        var (answer, reasons) = await DirectAsync(found, caller.Subject, direction, parts, rules, cancellationToken);
        return answer is CommandRefused refused
            ? Problem.Of(refused.Code, refused.Message, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["reasons"] = reasons.Count > 0 ? reasons : [new Reason(refused.Code, refused.Message)] })
            : Results.Json(answer, Wire.Json);
    }

    private static async Task<DirectionCommand?> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4_096];
        while (await context.Request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            body.Write(buffer, 0, length);
            if (body.Length > Protocol.MaxMessageBytes)
            {
                return null;
            }
        }

        return IncomingMessage.Read(body.ToArray()) is IncomingMessage.Valid { Message: DirectionCommand direction } ? direction : null;
    }
}
