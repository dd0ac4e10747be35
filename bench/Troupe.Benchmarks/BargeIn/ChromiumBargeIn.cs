using System.Globalization;
using Troupe.Benchmarks.Browser;
using Troupe.Benchmarks.Corpus;
using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>Speaks or coughs into an answer in Chromium, and listens to what leaves the page.</summary>
internal static class ChromiumBargeIn
{
    /// <summary>Mean difference of the mouth's pixels that nobody sees.</summary>
    private const double Still = 0.5;

    /// <summary>A sample above it, in dBFS of the peak, is heard: 30 dB below speech.</summary>
    private const double Audible = -50;

    /// <summary>What is said next can be heard this much before the message that announces it was seen: sound goes another way through the page.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(50);

    private const string Undisturbed = "undisturbed";

    /// <summary>From the opening of the microphone, when the question is written, to the sound: about two seconds into the answer.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(3);

    /// <summary>Asks and speaks into each answer.</summary>
    /// <param name="folder">Where recordings go.</param>
    /// <param name="question">What is asked in writing.</param>
    /// <param name="items">What is said or done.</param>
    /// <param name="answer">How long the answer is at most, with a stop in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Interjected>> SpeakAsync(string folder, string question, IReadOnlyList<SpokenItem> items, TimeSpan answer, CancellationToken cancellationToken)
    {
        var silence = new WavFile(AudioFormat.Hearing, new short[AudioFormat.Hearing.SampleRate]);
        var plan = items.Select((item, index) => new BrowserConversation(
            string.Create(CultureInfo.InvariantCulture, $"barge-in-{index + 1:00}"),
            item.Sound,
            Lead + TimeSpan.FromMilliseconds(173 * index % 1000),
            question,
            TimeSpan.Zero,
            item.Kind == SpokenKind.Interruption ? TimeSpan.FromSeconds(8) : answer)).Prepend(new BrowserConversation(Undisturbed, silence, Lead, question, TimeSpan.Zero, answer)).ToArray();
        var records = await BrowserConversations.HoldAsync(folder, plan, cancellationToken);
        var undisturbed = records.GetValueOrDefault(Undisturbed)?.Loudspeaker;
        return [.. plan.Skip(1).Zip(items).Where(pair => records.ContainsKey(pair.First.Name)).Select(pair => Measure(pair.Second, records[pair.First.Name], undisturbed)).OfType<Interjected>()];
    }

    private static Interjected? Measure(SpokenItem item, BrowserRecord record, RecordedSound? undisturbed)
    {
        if (record.Microphone.Find(item.Sound) is not { } began || record.Messages.FirstOrDefault(arrived => arrived.Message is TurnStarted).Message is not TurnStarted turn)
        {
            return null;
        }

        // The message that came fastest says what the server's clock is on the page's.
        var ahead = record.Messages.Min(arrived => arrived.Arrived - TimeSpan.FromMilliseconds(arrived.Message.At));
        var voice = began + item.Onset;
        var messages = record.Messages.Where(arrived => arrived.Arrived >= voice).ToArray();
        var decision = messages.Where(arrived => arrived.Message is TurnInterrupted).Select(arrived => (TimeSpan?)(ahead + TimeSpan.FromMilliseconds(arrived.Message.At))).FirstOrDefault();
        var again = messages.Where(arrived => arrived.Message is SpeechStart && arrived.Arrived > decision)
            .Select(arrived => (TimeSpan?)(ahead + TimeSpan.FromMilliseconds(arrived.Message.At) - Early)).FirstOrDefault() ?? TimeSpan.MaxValue;
        var until = decision is { } at && again - at > TimeSpan.FromSeconds(1) ? at + TimeSpan.FromSeconds(1) : again;
        var ended = record.Messages.Select(arrived => arrived.Message).OfType<TurnEnded>().FirstOrDefault(ended => ended.Turn == turn.Turn);
        return new Interjected
        {
            Item = item,
            Place = "chromium",
            Duck = undisturbed is null ? null : (QuieterSound.Find(record.Loudspeaker, undisturbed, voice) - voice)?.TotalMilliseconds,
            Decision = (decision - voice)?.TotalMilliseconds,
            DecisionToSilence = After(decision, record.Loudspeaker.LastLoud(until, Audible)),
            DecisionToStill = After(decision, record.Frames.Where(frame => frame.At < until && frame.Mouth > Still).Select(frame => (TimeSpan?)frame.At).LastOrDefault()),
            Resumed = messages.Any(arrived => arrived.Message is SpeechStart { Resumes: not null }),
            Reason = ended?.Reason,
            Understood = messages.Select(arrived => arrived.Message switch { TranscriptDelta delta => delta.Text, TranscriptEnd end => end.Text, _ => null }).LastOrDefault(text => text is not null) ?? "",
            Answered = record.Messages.Select(arrived => arrived.Message).OfType<TranscriptEnd>().FirstOrDefault(heard => heard.Turn > turn.Turn)?.Text,
        };
    }

    private static double? After(TimeSpan? decision, TimeSpan? last) => decision is null ? null : Math.Max(0, (last - decision)?.TotalMilliseconds ?? 0);
}
