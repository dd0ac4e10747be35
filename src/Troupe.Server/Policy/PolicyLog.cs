namespace Troupe.Server.Policy;

/// <summary>Log ids 2300-2399.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(EventId = 2300, Level = LogLevel.Error, Message = "The policies cannot be read; what is known of them goes on: {Reason}")]
    public static partial void PoliciesUnread(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "Version {Version} of the policy of {Tenant} does not fit this release, so nothing is allowed; save it anew. At {Place}: {Reason}")]
    public static partial void PolicyUnfit(this ILogger logger, string tenant, long version, string place, string reason);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Error, Message = "A review cannot be written, so what it was about goes by the fallback: {Reason}")]
    public static partial void ReviewUnwritten(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2303, Level = LogLevel.Error, Message = "The reviews cannot be read; what is known of them goes on: {Reason}")]
    public static partial void ReviewsUnread(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2304, Level = LogLevel.Error, Message = "The words of a phrase whose review has ended are not erased yet; trying again: {Reason}")]
    public static partial void WordsNotErased(this ILogger logger, string reason);
}
