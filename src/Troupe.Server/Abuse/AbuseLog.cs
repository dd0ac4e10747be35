namespace Troupe.Server.Abuse;

/// <summary>Log ids 2900-2999.</summary>
internal static partial class AbuseLog
{
    [LoggerMessage(EventId = 2900, Level = LogLevel.Warning, Message = "A credential of {Tenant} shows {Signal}: {Response}")]
    public static partial void Answered(this ILogger logger, string tenant, string signal, string response);

    [LoggerMessage(EventId = 2901, Level = LogLevel.Error, Message = "An answer to abuse of {Tenant} ({Signal}) could not be written into the audit")]
    public static partial void NotRecorded(this ILogger logger, string tenant, string signal);

    [LoggerMessage(EventId = 2902, Level = LogLevel.Information, Message = "The address table knows {Count} networks")]
    public static partial void TableRead(this ILogger logger, int count);
}
