using System.Buffers;
using System.Text;
using System.Text.Json;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;

namespace Troupe.Conversation.Replay;

/// <summary>A conversation that was recorded: lines of JSON, a header and then a fact each. Holds what people said: treat it as personal data.</summary>
public sealed class Recording
{
    // 20 s at 48 kHz, more than any client may send at once.
    private const int LongestSound = 1 << 20;

    private Recording(IReadOnlyList<ConversationEvent> facts) => Facts = facts;

    /// <summary>All facts, in order. The first is that the conversation opened.</summary>
    public IReadOnlyList<ConversationEvent> Facts { get; }

    /// <summary>Whether the conversation came to its end while it was recorded.</summary>
    public bool IsWhole => Facts.Any(fact => fact is ConversationClosing);

    /// <summary>The line of a fact.</summary>
    internal static int LineOf(int fact) => fact + 2;

    /// <summary>Takes what a journal recorded.</summary>
    /// <exception cref="RecordingException">It is no recording of a conversation, from its beginning on.</exception>
    public static Recording Of(IReadOnlyList<ConversationEvent> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts is not [ConversationOpened, ..])
        {
            throw new RecordingException(LineOf(0), "a recording begins with the opening of the conversation.");
        }

        for (var i = 0; i < facts.Count; i++)
        {
            var problem = facts[i] switch
            {
                FactsLost lost => $"{lost.Count} facts were lost here because they came faster than they could be written: the conversation cannot be replayed.",
                ConversationOpened when i > 0 => "the conversation opens again.",
                MicrophoneHeard { Length: < 0 or > LongestSound } heard => $"a piece of sound has no {heard.Length} samples.",
                { At: var at } when i > 0 && at < facts[i - 1].At => $"time goes back from {facts[i - 1].At} to {at}.",
                _ => null,
            };
            if (problem is not null)
            {
                throw new RecordingException(LineOf(i), problem);
            }
        }

        return new Recording(facts);
    }

    /// <summary>Reads a recording. Fields that it does not know are ignored.</summary>
    /// <exception cref="RecordingException">It is none, was cut off within a line, is of a later version or lost facts.</exception>
    public static Recording Read(Stream input)
    {
        using var reader = new StreamReader(input, Encoding.UTF8, leaveOpen: true);
        RecordingLines.ReadHeader(reader.ReadLine());
        var (lines, facts) = (new RecordingLines(), new List<ConversationEvent>());
        var failures = new Dictionary<long, Exception>();
        while (reader.ReadLine() is { } line)
        {
            try
            {
                facts.Add(Known(lines.Read(line), failures));
            }
            catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
            {
                throw new RecordingException(LineOf(facts.Count), problem.Message + (reader.Peek() < 0 ? " It is the last line: perhaps the recording was cut off." : ""));
            }
        }

        return Of(facts);
    }

    /// <summary>Writes a recording.</summary>
    public void Write(Stream output, DateTimeOffset recorded)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (lines, buffer) = (new RecordingLines(), new ArrayBufferWriter<byte>());
        RecordingLines.WriteHeader(buffer, recorded);
        foreach (var fact in Facts)
        {
            lines.Write(buffer, fact);
        }

        output.Write(buffer.WrittenSpan);
    }

    // The loop tells a failure from another by what it is, not by what it says: the same one again is the same object again.
    private static ConversationEvent Known(ConversationEvent fact, Dictionary<long, Exception> failures)
    {
        T Same<T>(T failure)
            where T : Exception
        {
            var number = Failures.NumberOf(failure);
            return failures.TryAdd(number, failure) ? failure : failures[number] as T ?? throw new JsonException($"Failure {number} is of two kinds.");
        }

        return fact switch
        {
            ItemMet { Item: LoopItem.FromListener { Heard: RecognitionFailed failed } } met => met with { Item = new LoopItem.FromListener(new RecognitionFailed(Same(failed.Failure))) },
            ItemMet { Item: LoopItem.FromRecognizer { Failure: { } failure } understood } met => met with { Item = understood with { Failure = Same(failure) } },
            ItemMet { Item: LoopItem.FromTurn { Progress: TurnProgress.Made { Failure: { } failure } } made } met => met with { Item = made with { Progress = new TurnProgress.Made(Same(failure)) } },
            _ => fact,
        };
    }
}
