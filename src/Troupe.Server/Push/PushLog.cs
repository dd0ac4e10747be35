namespace Troupe.Server.Push;

/// <summary>Log ids 2800-2899.</summary>
internal static partial class PushLog
{
    [LoggerMessage(EventId = 2800, Level = LogLevel.Warning, Message = "The log cannot be followed at the moment: {Reason}")]
    public static partial void FollowingInterrupted(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2801, Level = LogLevel.Information, Message = "A subscriber of tenant {Tenant} reads too slowly; told to come back after {Position}")]
    public static partial void SubscriberBehind(this ILogger logger, string tenant, long position);

    [LoggerMessage(EventId = 2802, Level = LogLevel.Error, Message = "The fact at {Position} is told to nobody: {Reason}")]
    public static partial void FactUnreadable(this ILogger logger, long position, string reason);
}
