using System.Collections.Frozen;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;

namespace Troupe.Testing.Scenarios;

/// <summary>Something that reached the person's page, or that the person did.</summary>
public sealed class ScenarioEvent
{
    /// <summary>The type under which a packet of speech appears.</summary>
    public const string Audio = "audio";

    private static readonly FrozenDictionary<Type, string> Types = Wire.ServerMessages.ToFrozenDictionary(named => named.Value, named => named.Key);

    private readonly Lazy<JsonElement> _fields;

    private ScenarioEvent(TimeSpan at, string type, Func<JsonElement> fields) => (At, Type, _fields) = (at, type, new Lazy<JsonElement>(fields));

    /// <summary>Time since the page opened.</summary>
    public TimeSpan At { get; }

    /// <summary>The message's <c>type</c>, <see cref="Audio"/>, or what the person did.</summary>
    public string Type { get; }

    /// <summary>The message, if it is one.</summary>
    public ServerMessage? Message { get; private init; }

    /// <summary>The fields of the message or the packet, as scenarios and timelines name them.</summary>
    public JsonElement Fields => _fields.Value;

    /// <summary>Whether the person did it.</summary>
    public bool IsPersons { get; private init; }

    internal static ScenarioEvent Of(TimeSpan at, ServerMessage message) =>
        new(at, Types[message.GetType()], () => JsonSerializer.SerializeToElement(message, Wire.Json)) { Message = message };

    internal static ScenarioEvent Of(TimeSpan at, SpeechPacket packet) => new(at, Audio, () => JsonSerializer.SerializeToElement(
        new { epoch = packet.Epoch.Value, utterance = packet.Utterance, offset = packet.Offset, samples = packet.Samples.Length, last = packet.IsLast }));

    internal static ScenarioEvent Of(TimeSpan at, SpeechSent sent) => new(at, Audio, () => JsonSerializer.SerializeToElement(
        new { epoch = sent.Epoch.Value, utterance = sent.Utterance, offset = sent.Offset, samples = sent.Length, last = sent.IsLast }));

    internal static ScenarioEvent OfPerson(TimeSpan at, string doing, string? what) =>
        new(at, doing, () => JsonSerializer.SerializeToElement(new { text = what })) { IsPersons = true };
}
