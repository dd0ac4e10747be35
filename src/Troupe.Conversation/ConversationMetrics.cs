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

    private static readonly Counter<long> Guesses = Meter.CreateCounter<long>(
        "troupe.turn.guesses", "{answer}", "Answers that were begun before the person was done, by whether they were used or dropped.");

    private static readonly Counter<long> DroppedText = Meter.CreateCounter<long>("troupe.turn.dropped_text", "{character}", "Text that was written in vain.");

    private static readonly Counter<double> DroppedSpeech = Meter.CreateCounter<double>("troupe.turn.dropped_speech", "s", "Speech that was synthesised in vain.");

    /// <summary>Counts an answer that was begun before the person was done, and used.</summary>
    public static void CountUsed() => Guesses.Add(1, new KeyValuePair<string, object?>("outcome", "used"));

    /// <summary>Counts an answer that was begun before the person was done, and dropped.</summary>
    public static void CountDropped(TurnCost cost)
    {
        Guesses.Add(1, new KeyValuePair<string, object?>("outcome", "dropped"));
        DroppedText.Add(cost.Characters);
        DroppedSpeech.Add(cost.Audio.TotalSeconds);
    }

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
