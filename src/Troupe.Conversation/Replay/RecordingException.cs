using System.Globalization;

namespace Troupe.Conversation.Replay;

/// <summary>A recording cannot be read or replayed.</summary>
/// <param name="line">Where, from 1.</param>
/// <param name="reason">Why.</param>
public sealed class RecordingException(int line, string reason) : Exception(string.Create(CultureInfo.InvariantCulture, $"line {line}: {reason}"))
{
    /// <summary>Where, from 1.</summary>
    public int Line { get; } = line;
}
