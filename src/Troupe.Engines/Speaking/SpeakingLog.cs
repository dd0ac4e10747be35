using Microsoft.Extensions.Logging;

namespace Troupe.Engines.Speaking;

internal static partial class SpeakingLog
{
    [LoggerMessage(EventId = 3200, Level = LogLevel.Warning, Message = "The voice {Backup} spoke a phrase in place of {Voice}")]
    public static partial void VoiceStoodIn(this ILogger log, Exception failure, string backup, string voice);
}
