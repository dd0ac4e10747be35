using System.Buffers;
using System.Text.Json;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;

namespace Troupe.Conversation.Replay;

/// <summary>The lines of one recording, written or read in order: a header, and a fact on each line after it. Not thread-safe.</summary>
internal sealed class RecordingLines
{
    private PlayoutStep? _step;

    /// <summary>The first line.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, DateTimeOffset recorded) => Write(output, new RecordingHeader(RecordingHeader.Name, RecordingHeader.Latest, recorded));

    /// <summary>The next line.</summary>
    public void Write(IBufferWriter<byte> output, ConversationEvent fact) => Write<ConversationEvent>(output, fact == Sent(fact) ? new StepSent(fact.At) : Keep(fact));

    /// <summary>The header of a recording that can be read.</summary>
    /// <exception cref="RecordingException">It is none, or of a later version.</exception>
    public static RecordingHeader ReadHeader(string? line)
    {
        RecordingHeader? header = null;
        try
        {
            header = JsonSerializer.Deserialize<RecordingHeader>(line ?? "", RecordingJson.Options);
        }
        catch (JsonException)
        {
            // Told below.
        }

        return line is not null && line.StartsWith(RecordingHeader.Sealed, StringComparison.Ordinal) ? throw new RecordingException(1, "the recording is sealed, as its server keeps it: have the server open it, with GET /v1/recordings/{session} or troupe recording get SESSION.")
            : header is not { Format: RecordingHeader.Name } ? throw new RecordingException(1, $"this is no recording: it does not begin with {{\"format\":\"{RecordingHeader.Name}\"}}.")
            : header.Version is < 1 or > RecordingHeader.Latest ? throw new RecordingException(1, $"the recording is of version {header.Version}; versions 1 to {RecordingHeader.Latest} can be read.")
            : header;
    }

    /// <summary>The fact of the next line.</summary>
    /// <exception cref="JsonException">It holds none.</exception>
    public ConversationEvent Read(string line)
    {
        var fact = JsonSerializer.Deserialize<ConversationEvent>(line, RecordingJson.Options) ?? throw new JsonException("A fact is an object.");
        return fact is StepSent ? Sent(fact) ?? throw new JsonException("Nothing was due that could have been sent.") : Keep(fact);
    }

    private static void Write<T>(IBufferWriter<byte> output, T value)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(writer, value, RecordingJson.Options);
        }

        output.Write("\n"u8);
    }

    private ConversationEvent Keep(ConversationEvent fact)
    {
        if (fact is ItemMet { Item: LoopItem.FromTurn { Progress: TurnProgress.Played { Step: var step } } })
        {
            _step = step;
        }

        return fact;
    }

    // What the loop makes of the last step, unless it does not send it.
    private ConversationEvent? Sent(ConversationEvent fact) => _step switch
    {
        PlayoutStep.Message { Content: var message } => new MessageSent(fact.At, message with { At = fact.At.Milliseconds }),
        PlayoutStep.End { Content: var message } => new MessageSent(fact.At, message with { At = fact.At.Milliseconds }),
        PlayoutStep.Audio { Content: var packet } => new SpeechSent(fact.At, packet.Epoch, packet.Utterance, packet.Offset, packet.Samples.Length, packet.IsLast),
        _ => null,
    };
}

/// <summary>The first line of a recording.</summary>
/// <param name="Format">What it is.</param>
/// <param name="Version">The version of the format: it changes when what an older reader makes of a file would be wrong.</param>
/// <param name="Recorded">When the recording began.</param>
internal sealed record RecordingHeader(string Format, int Version, DateTimeOffset Recorded)
{
    /// <summary>What <see cref="Format"/> is.</summary>
    public const string Name = "troupe.recording";

    /// <summary>How a file begins in which a server has sealed a recording.</summary>
    public const string Sealed = "{\"format\":\"troupe.sealed\"";

    /// <summary>The version that is written.</summary>
    public const int Latest = 1;
}
