namespace Troupe.Server.Commands;

/// <summary>Log ids 2100-2199.</summary>
internal static partial class CommandsLog
{
    [LoggerMessage(EventId = 2100, Level = LogLevel.Debug, Message = "Others wrote while {Action} was decided; deciding again ({Round})")]
    public static partial void DecidingAgain(this ILogger logger, string action, int round);
}
