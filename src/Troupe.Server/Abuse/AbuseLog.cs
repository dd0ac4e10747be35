namespace Troupe.Server.Abuse;

/// <summary>Log ids 2900-2999.</summary>
internal static partial class AbuseLog
{
    [LoggerMessage(EventId = 2900, Level = LogLevel.Warning, Message = "A credential of {Tenant} shows {Signal}: {Response}")]
    public static partial void Answered(this ILogger logger, string tenant, string signal, string response);

    [LoggerMessage(EventId = 2901, Level = LogLevel.Error, Message = "An answer to abuse of {Tenant} ({Signal}) could not be written into the audit")]
    public static partial void NotRecorded(this ILogger logger, string tenant, string signal);

    [LoggerMessage(EventId = 2903, Level = LogLevel.Error, Message = "Other servers cannot be told that a credential of {Tenant} is held: {Problem}")]
    public static partial void HoldUnwritten(this ILogger logger, string tenant, string problem);

    [LoggerMessage(EventId = 2904, Level = LogLevel.Warning, Message = "The holds of other servers cannot be read; trying again: {Problem}")]
    public static partial void HoldsUnread(this ILogger logger, string problem);

    [LoggerMessage(EventId = 2902, Level = LogLevel.Information, Message = "The address table knows {Count} networks")]
    public static partial void TableRead(this ILogger logger, int count);
}
