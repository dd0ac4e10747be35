namespace Troupe.Server.Presenters;

/// <summary>Log ids 2700-2799.</summary>
internal static partial class PresentersLog
{
    [LoggerMessage(EventId = 2700, Level = LogLevel.Error, Message = "The job {Job} failed")]
    public static partial void JobFailed(this ILogger logger, Exception exception, string job);
}
