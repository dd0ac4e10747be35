using Troupe.Contracts;

namespace Troupe.Server.Sessions;

/// <summary>Log ids 1100-1199.</summary>
internal static partial class SessionsLog
{
    [LoggerMessage(EventId = 1100, Level = LogLevel.Information, Message = "The engines are ready after {Milliseconds:F0} ms; {Missing} parts are missing")]
    public static partial void EnginesReady(this ILogger logger, double milliseconds, int missing);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "No {Part}: {Detail} Cure: {Cure}")]
    public static partial void EngineMissing(this ILogger logger, string part, string detail, string cure);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The engines could not be started; no session is possible")]
    public static partial void EnginesFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1110, Level = LogLevel.Debug, Message = "Session {Session} created for tenant {Tenant}")]
    public static partial void SessionCreated(this ILogger logger, string session, string tenant);

    [LoggerMessage(EventId = 1111, Level = LogLevel.Information, Message = "Session {Session} started: input {InputRate} Hz, output {OutputRate} Hz")]
    public static partial void SessionStarted(this ILogger logger, string session, int? inputRate, int? outputRate);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Debug, Message = "Session {Session} lost its socket and waits")]
    public static partial void SocketLost(this ILogger logger, string session);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Information, Message = "Session {Session} resumed after {Seq}; complete: {Complete}")]
    public static partial void SessionResumed(this ILogger logger, string session, long seq, bool complete);

    [LoggerMessage(EventId = 1114, Level = LogLevel.Information, Message = "Session {Session} ended: {Reason}")]
    public static partial void SessionEnded(this ILogger logger, string session, SessionEndReason reason);

    [LoggerMessage(EventId = 1115, Level = LogLevel.Error, Message = "The conversation of session {Session} failed")]
    public static partial void ConversationFailed(this ILogger logger, Exception exception, string session);

    [LoggerMessage(EventId = 1116, Level = LogLevel.Warning, Message = "A socket of session {Session} broke the rules: {Reason}")]
    public static partial void RulesBroken(this ILogger logger, string session, SessionEndReason reason);

    [LoggerMessage(EventId = 1117, Level = LogLevel.Warning, Message = "Engine {Part} failed: {Reason}")]
    public static partial void EngineFailed(this ILogger logger, string part, string reason);

    [LoggerMessage(EventId = 1118, Level = LogLevel.Warning, Message = "Refused a session: {Sessions} exist, as many as allowed")]
    public static partial void SessionsFull(this ILogger logger, int sessions);

    [LoggerMessage(EventId = 1119, Level = LogLevel.Information, Message = "Ending {Sessions} sessions because the server is going down")]
    public static partial void Draining(this ILogger logger, int sessions);

    [LoggerMessage(EventId = 1120, Level = LogLevel.Information, Message = "Session {Session} is recorded in {File}")]
    public static partial void SessionRecorded(this ILogger logger, string session, string file);

    [LoggerMessage(EventId = 1121, Level = LogLevel.Warning, Message = "The recording of session {Session} is missing or not whole: {Reason}")]
    public static partial void RecordingFailed(this ILogger logger, string session, string reason);

    [LoggerMessage(EventId = 1123, Level = LogLevel.Error, Message = "The recording {File} cannot be deleted; delete it: {Reason}")]
    public static partial void RecordingStays(this ILogger logger, string file, string reason);

    [LoggerMessage(EventId = 1124, Level = LogLevel.Information, Message = "Deleted {Recordings} recordings, kept for {Keep}")]
    public static partial void RecordingsDeleted(this ILogger logger, int recordings, TimeSpan keep);

    [LoggerMessage(EventId = 1125, Level = LogLevel.Warning, Message = "Recordings that are older than they are to be cannot be deleted at the moment; trying again in an hour: {Reason}")]
    public static partial void RecordingsKept(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1126, Level = LogLevel.Error, Message = "The recording {File} cannot be opened: {Reason}")]
    public static partial void RecordingDamaged(this ILogger logger, string file, string reason);

    [LoggerMessage(EventId = 1130, Level = LogLevel.Debug, Message = "Session {Session} goes on with the credential {Credential}")]
    public static partial void CredentialRenewed(this ILogger logger, string session, string credential);

    [LoggerMessage(EventId = 1131, Level = LogLevel.Error, Message = "A token for session {Session} could not be considered")]
    public static partial void RenewalFailed(this ILogger logger, Exception exception, string session);

    [LoggerMessage(EventId = 1122, Level = LogLevel.Warning, Message = "Presenters cannot be followed at the moment: {Reason}")]
    public static partial void FollowingInterrupted(this ILogger logger, string reason);
}
