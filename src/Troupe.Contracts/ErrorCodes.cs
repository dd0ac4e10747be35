namespace Troupe.Contracts;

/// <summary>Stable codes of errors, the same in problem+json, <see cref="CommandRefused"/> and <see cref="ErrorRaised"/>.</summary>
public static class ErrorCodes
{
    /// <summary>All codes with their meaning; the source of <c>protocol/errors.json</c>.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
    [
        new("bad_request", 400, false, "The request could not be read."),
        new("bad_message", 400, false, "The message is not valid for its type."),
        new("unsupported_protocol", 400, false, "The protocol version is not spoken here."),
        new("unsupported_audio_format", 400, false, "The audio format is not spoken here."),
        new("unauthorized", 401, false, "The credential is missing or wrong."),
        new("forbidden_origin", 403, false, "The credential may not be used from this origin."),
        new("not_found", 404, false, "There is nothing at this address."),
        new("session_not_found", 404, false, "The session does not exist or is over."),
        new("method_not_allowed", 405, false, "The address does not take this method."),
        new("out_of_order", 409, false, "The command does not fit the session's state."),
        new("resume_gap", 410, false, "What was missed is no longer kept; start a new session."),
        new("message_too_large", 413, false, "The message is longer than the limit."),
        new("rate_limited", 429, true, "Too many messages; slow down."),
        new("engine_unavailable", 503, true, "An engine that this needs is missing or down."),
        new("engine_failed", 502, true, "An engine failed while answering."),
        new("overloaded", 503, true, "The server is full; try again later."),
        new("server_error", 500, true, "The server failed."),
    ];

    /// <summary>Finds a code.</summary>
    /// <exception cref="KeyNotFoundException">The code is not in <see cref="All"/>.</exception>
    public static ErrorCode Get(string code) =>
        All.FirstOrDefault(entry => entry.Code == code) ?? throw new KeyNotFoundException($"No error code '{code}'.");
}

/// <summary>An error code and what it means.</summary>
/// <param name="Code">Stable snake-case name.</param>
/// <param name="Status">HTTP status where it is answered over HTTP.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="Title">A sentence for a person.</param>
public sealed record ErrorCode(string Code, int Status, bool Retryable, string Title);
