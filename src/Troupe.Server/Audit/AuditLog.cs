namespace Troupe.Server.Audit;

/// <summary>Log ids 2500-2599.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(EventId = 2500, Level = LogLevel.Error, Message = "The audit log of {Tenant} is damaged. {Detail}")]
    public static partial void LogDamaged(this ILogger logger, string tenant, string detail);

    [LoggerMessage(EventId = 2501, Level = LogLevel.Warning, Message = "The audit cannot be kept: {Detail} {Waiting} entries about reading wait; changes are refused meanwhile")]
    public static partial void KeepingFailed(this ILogger logger, string detail, int waiting);

    [LoggerMessage(EventId = 2502, Level = LogLevel.Information, Message = "Wrote {Count} audit entries that had waited")]
    public static partial void SpoolWritten(this ILogger logger, int count);
}
