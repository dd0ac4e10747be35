using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Playout;

namespace Troupe.Testing.Scenarios;

/// <summary>Something that reached the person's page, or that the person did.</summary>
/// <param name="At">Virtual time since the session started.</param>
/// <param name="Type">The message's <c>type</c>, <see cref="Audio"/>, or the step's doing.</param>
/// <param name="Fields">The message's fields.</param>
/// <param name="IsPersons">Whether the person did it.</param>
public sealed record ScenarioEvent(TimeSpan At, string Type, JsonElement Fields, bool IsPersons = false)
{
    /// <summary>The type under which a packet of speech appears.</summary>
    public const string Audio = "audio";

    internal static ScenarioEvent Of(TimeSpan at, ServerMessage message)
    {
        var fields = JsonSerializer.SerializeToElement(message, Wire.Json);
        return new ScenarioEvent(at, fields.GetProperty("type").GetString()!, fields);
    }

    internal static ScenarioEvent Of(TimeSpan at, SpeechPacket packet) => new(
        at,
        Audio,
        JsonSerializer.SerializeToElement(new { epoch = packet.Epoch.Value, utterance = packet.Utterance, offset = packet.Offset, samples = packet.Samples.Length, last = packet.IsLast }));

    internal static ScenarioEvent OfPerson(TimeSpan at, string doing, string? what) =>
        new(at, doing, JsonSerializer.SerializeToElement(new { text = what }), IsPersons: true);
}
