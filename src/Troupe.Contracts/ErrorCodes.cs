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
        new("missing_scope", 403, false, "The credential lacks a scope."),
        new("token_expired", 401, true, "The token has expired; get a new one."),
        new("token_revoked", 401, false, "The token was revoked."),
        new("subject_erased", 401, false, "The person was erased since the token was issued; sign in again."),
        new("token_reused", 401, false, "The token was used before; all that came of it is revoked."),
        new("policy_denied", 403, false, "The policy does not allow this."),
        new("step_up_required", 403, false, "Show another credential: this one behaves unusually."),
        new("tenant_not_found", 404, false, "There is no such tenant."),
        new("key_not_found", 404, false, "There is no such key."),
        new("presenter_not_found", 404, false, "There is no such presenter."),
        new("revision_not_found", 404, false, "The presenter has no such revision."),
        new("asset_not_found", 404, false, "There is no such asset."),
        new("review_not_found", 404, false, "There is no such review."),
        new("asset_in_use", 409, false, "A draft or a revision names the asset."),
        new("already_exists", 409, false, "There is one of this name already."),
        new("idempotency_in_progress", 409, true, "The same request is being worked on."),
        new("version_conflict", 409, true, "Others changed it at the same time, again and again."),
        new("precondition_failed", 412, false, "It was changed since it was read; read it again."),
        new("asset_too_large", 413, false, "The asset is larger than the limit."),
        new("unsupported_asset", 415, false, "The file is not of a kind that is kept."),
        new("invalid_command", 422, false, "The command is not valid; the reasons are listed."),
        new("incompatible", 422, false, "The parts do not fit together; the reasons are listed."),
        new("idempotency_key_reused", 422, false, "The idempotency key was used for another request."),
        new("precondition_required", 428, false, "Say which version this is about: If-Match."),
        new("idempotency_key_required", 400, false, "Name the request: Idempotency-Key."),
        new("quota_exceeded", 429, true, "The budget is used up."),
        new("temporarily_reduced", 429, true, "The server is busy and gives less for a while."),
        new("abnormal_usage", 429, true, "The use is unusual and is held back."),
        new("under_review", 202, false, "The policy holds this until somebody decides."),
        new("storage_read_only", 507, true, "No space is left; reading goes on."),
        new("storage_unavailable", 503, true, "The store cannot be reached."),
        new("recording_erased", 410, false, "The person was erased, and what was recorded of them with it."),
        new("recording_damaged", 500, false, "The recording was changed beneath the server; an operator must look."),
        new("audit_damaged", 500, false, "The audit log was changed beneath the server; an operator must look."),
        new("engine_unavailable", 503, true, "An engine that this needs is missing or down."),
        new("engine_failed", 502, true, "An engine failed while answering."),
        new("work_interrupted", 500, true, "Servers went down while they worked on this, again and again; ask for it again."),
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
