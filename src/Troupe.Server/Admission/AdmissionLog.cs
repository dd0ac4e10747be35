namespace Troupe.Server.Admission;

/// <summary>Log ids 1000-1099.</summary>
internal static partial class AdmissionLog
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Warning, Message = "Refused a request to {Path}: {Code}. {Detail}")]
    public static partial void RequestRefused(this ILogger logger, string path, string code, string detail);
}
