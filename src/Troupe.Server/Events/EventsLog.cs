namespace Troupe.Server.Events;

/// <summary>Log ids 2000-2099.</summary>
internal static partial class EventsLog
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "{Store} is open; the last fact has position {Position}")]
    public static partial void StoreOpened(this ILogger logger, string store, long position);
}
