using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Troupe.Contracts;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Replay;

/// <summary>Milliseconds with as many decimals as it takes to be exact.</summary>
internal sealed class MediaTimeConverter : JsonConverter<MediaTime>
{
    public override MediaTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ticks = reader.GetDecimal() * TimeSpan.TicksPerMillisecond;
        return ticks is >= 0 and <= long.MaxValue && decimal.IsInteger(ticks)
            ? new MediaTime(TimeSpan.FromTicks((long)ticks))
            : throw new JsonException("A time is milliseconds, not negative and with 4 decimals at most.");
    }

    public override void Write(Utf8JsonWriter writer, MediaTime value, JsonSerializerOptions options) => writer.WriteNumberValue((decimal)value.Elapsed.Ticks / TimeSpan.TicksPerMillisecond);
}

/// <summary>A number.</summary>
internal sealed class EpochConverter : JsonConverter<Epoch>
{
    public override Epoch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetUInt32());

    public override void Write(Utf8JsonWriter writer, Epoch value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

/// <summary>A list of names, in their order.</summary>
internal sealed class TracksConverter : JsonConverter<IReadOnlySet<PerformanceTrack>>
{
    public override IReadOnlySet<PerformanceTrack> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<HashSet<PerformanceTrack>>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, IReadOnlySet<PerformanceTrack> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Order().ToArray(), options);
}

/// <summary>Sound without its samples, which are silence when it is read.</summary>
internal sealed class SpeechPacketConverter : JsonConverter<SpeechPacket>
{
    public override SpeechPacket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var packet = JsonSerializer.Deserialize<Packet>(ref reader, options)!;
        return packet.Length is >= 0 and <= ushort.MaxValue
            ? new SpeechPacket(packet.Epoch, packet.Utterance, packet.Offset, new short[packet.Length], packet.Last)
            : throw new JsonException($"A packet has no {packet.Length} samples.");
    }

    public override void Write(Utf8JsonWriter writer, SpeechPacket value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Packet(value.Epoch, value.Utterance, value.Offset, value.Samples.Length, value.IsLast), options);

    private sealed record Packet(Epoch Epoch, uint Utterance, long Offset, int Length, bool Last);
}

/// <summary>What a conversation depends on of a failure. Read failures of the same number are to be made the same one: <see cref="Failures"/>.</summary>
/// <param name="Number">Tells it from others.</param>
/// <param name="Reason">For an operator.</param>
/// <param name="Transient">Whether trying again may help.</param>
/// <param name="Part">What failed, of a stage.</param>
internal sealed record WrittenFailure(long Number, string Reason, bool Transient, string? Part = null);

/// <summary>Numbers of failures: the loop tells a failure from one that it met before.</summary>
internal static class Failures
{
    private static readonly ConditionalWeakTable<Exception, StrongBox<long>> Numbers = [];
    private static long _last;

    /// <summary>The number of a failure; a new one when it has none.</summary>
    public static long NumberOf(Exception failure) => Numbers.GetValue(failure, _ => new StrongBox<long>(Interlocked.Increment(ref _last))).Value;

    /// <summary>Gives a failure the number under which it was written.</summary>
    public static T Numbered<T>(T failure, long number)
        where T : Exception
    {
        Numbers.AddOrUpdate(failure, new StrongBox<long>(number));
        return failure;
    }
}

/// <summary>A failure of an engine, or any other.</summary>
internal sealed class FailureConverter : JsonConverter<Exception>
{
    public override Exception Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var failure = JsonSerializer.Deserialize<WrittenFailure>(ref reader, options)!;
        return Failures.Numbered(new EngineException(failure.Reason, failure.Transient), failure.Number);
    }

    public override void Write(Utf8JsonWriter writer, Exception value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new WrittenFailure(Failures.NumberOf(value), value.Message, value is not EngineException { Transient: false }), options);
}

/// <summary>A failure of a stage.</summary>
internal sealed class StageFailureConverter : JsonConverter<StageFailure>
{
    public override StageFailure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var failure = JsonSerializer.Deserialize<WrittenFailure>(ref reader, options)!;
        var part = failure.Part ?? throw new JsonException("The failure of a stage names its part.");
        return Failures.Numbered(new StageFailure(part, new EngineException(failure.Reason, failure.Transient)), failure.Number);
    }

    public override void Write(Utf8JsonWriter writer, StageFailure value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new WrittenFailure(Failures.NumberOf(value), value.Message, value.Transient, value.Part), options);
}
