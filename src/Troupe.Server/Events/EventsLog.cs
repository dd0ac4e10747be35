namespace Troupe.Server.Events;

/// <summary>Log ids 2000-2099.</summary>
internal static partial class EventsLog
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "{Store} is open; the last fact has position {Position}")]
    public static partial void StoreOpened(this ILogger logger, string store, long position);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "The data base of the log cannot be reached: {Reason}")]
    public static partial void StoreLost(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "The data base of the log is back")]
    public static partial void StoreFound(this ILogger logger);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "A person is not erased on this server yet; trying again: {Reason}")]
    public static partial void ErasureWaits(this ILogger logger, string reason);
}
