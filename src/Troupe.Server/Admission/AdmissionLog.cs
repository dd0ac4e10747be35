namespace Troupe.Server.Admission;

/// <summary>Log ids 1000-1099.</summary>
internal static partial class AdmissionLog
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Warning, Message = "Refused a request to {Path}: {Code}. {Detail}")]
    public static partial void RequestRefused(this ILogger logger, string path, string code, string detail);

    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "The file of the signing keys may be read by others than its owner: chmod 600 {File}")]
    public static partial void KeysOpenToOthers(this ILogger logger, string file);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Error, Message = "The file of the signing keys cannot be read or written; the keys stay as they are")]
    public static partial void KeysNotRead(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "The keys of an issuer at {Url} cannot be read: {Reason}")]
    public static partial void IssuerNotRead(this ILogger logger, string url, string reason);
}
