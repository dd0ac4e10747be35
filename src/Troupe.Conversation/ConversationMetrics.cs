using System.Diagnostics.Metrics;
using Troupe.Contracts;

namespace Troupe.Conversation;

/// <summary>What operators see of all conversations of a process, by the meter <c>Troupe.Conversation</c>. Thread-safe; holds nothing that people said.</summary>
internal static class ConversationMetrics
{
    private static readonly Meter Meter = new("Troupe.Conversation");

    // Buckets around what people notice: turns between people are about 0.2 s apart, and beyond 1.5 s they speak again.
    private static readonly Histogram<double> FirstAudio = Meter.CreateHistogram(
        "troupe.turn.first_audio", "s", "From the last voice, or the written message, to the first audio sent.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10] });

    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("troupe.turn.ended", "{turn}", "Turns by how they ended.");

    /// <summary>Counts a turn that ended.</summary>
    public static void Count(TurnEndReason reason, TurnLatency latency)
    {
        Ended.Add(1, new KeyValuePair<string, object?>("reason", reason switch
        {
            TurnEndReason.Completed => "completed",
            TurnEndReason.Interrupted => "interrupted",
            _ => "failed",
        }));
        if (latency.Total is { } milliseconds)
        {
            FirstAudio.Record(milliseconds / 1000);
        }
    }
}
