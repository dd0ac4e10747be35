namespace Troupe.Server.Presenters;

/// <summary>Log ids 2700-2799.</summary>
internal static partial class PresentersLog
{
    [LoggerMessage(EventId = 2700, Level = LogLevel.Error, Message = "The job {Job} failed")]
    public static partial void JobFailed(this ILogger logger, Exception exception, string job);

    [LoggerMessage(EventId = 2701, Level = LogLevel.Warning, Message = "The job {Job} is taken up again: a server went down while it worked on it ({Attempts} times so far)")]
    public static partial void JobTakenUp(this ILogger logger, string job, int attempts);

    [LoggerMessage(EventId = 2702, Level = LogLevel.Warning, Message = "Queued work waits for the log")]
    public static partial void JobsWait(this ILogger logger, Exception exception);
}
