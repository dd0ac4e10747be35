using Microsoft.Extensions.Logging;

namespace Troupe.Engines.PocketSphinx;

/// <summary>What the recogniser's pool logs. Event ids 3100 to 3199.</summary>
internal static partial class PocketSphinxLog
{
    [LoggerMessage(3100, LogLevel.Information, "Made decoder {Made} of at most {Capacity} in {Milliseconds:0} ms")]
    public static partial void DecoderMade(ILogger log, int made, int capacity, double milliseconds);

    [LoggerMessage(3101, LogLevel.Warning, "All {Capacity} decoders stayed busy: a person was not heard. Raise MaxDecoders where memory allows")]
    public static partial void PoolExhausted(ILogger log, int capacity);

    [LoggerMessage(3102, LogLevel.Warning, "A decoder failed and was discarded")]
    public static partial void DecoderDiscarded(ILogger log);
}
