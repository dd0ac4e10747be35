using Microsoft.Extensions.Logging;

namespace Troupe.Engines.Chat;

/// <summary>What writers log. Ids 4100 to 4199.</summary>
internal static partial class ChatLog
{
    [LoggerMessage(4100, LogLevel.Warning, "Writer {Failed} could not answer, writer {Next} takes over: {Reason}")]
    public static partial void NextWriter(ILogger logger, int failed, int next, string reason);
}
