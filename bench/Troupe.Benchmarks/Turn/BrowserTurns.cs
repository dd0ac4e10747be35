using System.Globalization;
using Troupe.Benchmarks.Browser;
using Troupe.Benchmarks.Corpus;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Turn;

/// <summary>
/// Turns in Chromium: the page, its jitter buffer and its face, the loopback network and the server as a process of its own. Both ends of the wait are what the page got from the
/// microphone and gave to the loudspeaker; the delays of a sound card are not in it.
/// </summary>
internal static class BrowserTurns
{
    /// <summary>Mean difference of the mouth's pixels that nobody sees.</summary>
    private const double Still = 0.5;

    /// <summary>Says turns.</summary>
    /// <param name="folder">Where recordings go.</param>
    /// <param name="items">The turns.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<MeasuredTurn>> AskAsync(string folder, IReadOnlyList<SpokenItem> items, CancellationToken cancellationToken)
    {
        var plan = items.Select((item, index) => new BrowserConversation(
            string.Create(CultureInfo.InvariantCulture, $"turn-{index + 1:00}"), item.Sound, Lead: TimeSpan.FromSeconds(2), Write: null, Heard: TimeSpan.FromMilliseconds(300), Patience: item.Sound.Duration + TimeSpan.FromSeconds(12))).ToArray();
        var records = await BrowserConversations.HoldAsync(folder, plan, cancellationToken);
        return [.. plan.Zip(items).Select(pair => records.TryGetValue(pair.First.Name, out var record) ? Measure(pair.Second, record) : new MeasuredTurn { Item = pair.Second, Errors = ["failed"] })];
    }

    private static MeasuredTurn Measure(SpokenItem item, BrowserRecord record)
    {
        if (record.Microphone.Find(item.Sound) is not { } began)
        {
            return new MeasuredTurn { Item = item, Errors = ["not_said"] };
        }

        var asked = began + item.End;
        var sound = record.Loudspeaker.FirstLoud(asked, SpokenItem.LoudLevel);
        var speaks = record.Messages.FirstOrDefault(arrived => arrived.Message is SpeechStart && arrived.Arrived >= asked) is { Message: not null } start ? start.Arrived : TimeSpan.MaxValue;
        var moved = record.Frames.Where(frame => frame.At >= speaks && frame.Mouth > Still).Select(frame => (TimeSpan?)frame.At).FirstOrDefault();
        var understood = record.Messages.LastOrDefault(arrived => arrived.Message is TranscriptEnd);
        var latency = record.Messages.Select(arrived => arrived.Message).OfType<TurnEnded>().LastOrDefault()?.Latency;
        return new MeasuredTurn
        {
            Item = item,
            Starts = [.. record.Messages.Where(arrived => arrived.Message is TurnStarted).Select(arrived => (arrived.Arrived - asked).TotalMilliseconds)],
            Decided = understood.Message is null ? null : (understood.Arrived - asked).TotalMilliseconds - (latency?.TranscriptionDelay ?? 0),
            Sound = (sound - asked)?.TotalMilliseconds,
            Mouth = (moved - asked)?.TotalMilliseconds,
            Latency = latency,
            Transcripts = [.. record.Messages.Select(arrived => arrived.Message).OfType<TranscriptEnd>().Select(heard => heard.Text)],
            Reply = record.Messages.Select(arrived => arrived.Message).OfType<ReplyEnd>().LastOrDefault()?.Text ?? "",
            Errors = [.. record.Messages.Select(arrived => arrived.Message).OfType<ErrorRaised>().Select(error => error.Code)],
        };
    }
}
