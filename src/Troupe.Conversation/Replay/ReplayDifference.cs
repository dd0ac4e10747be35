using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Replay;

/// <summary>The first thing that a replayed conversation did otherwise than it did when it was recorded.</summary>
/// <param name="Line">The line of the recording.</param>
/// <param name="At">When.</param>
/// <param name="Field">Where in the fact, such as <c>message.latency.total</c>; empty for all of it.</param>
/// <param name="Expected">What was recorded there, as JSON; null when nothing was.</param>
/// <param name="Actual">What the replay has there, as JSON; null when it has nothing.</param>
public sealed record ReplayDifference(int Line, MediaTime At, string Field, string? Expected, string? Actual)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"line {Line}, at {At}{(Field.Length > 0 ? $", {Field}" : "")}: recorded {Expected ?? "nothing"}, replayed {Actual ?? "nothing"}");

    /// <summary>How one fact differs from another, to the last field; null when it does not.</summary>
    internal static ReplayDifference? Between(int line, ConversationEvent? expected, ConversationEvent? actual)
    {
        if (expected == actual)
        {
            return null;
        }

        var (one, other) = (Written(expected), Written(actual));
        return Find(one, other, "") is var (field, recorded, replayed) ? new ReplayDifference(line, (expected ?? actual)!.At, field, recorded, replayed) : null;
    }

    private static JsonNode? Written(ConversationEvent? fact) => fact is null ? null : JsonSerializer.SerializeToNode(fact, RecordingJson.Options);

    private static (string Field, string? Expected, string? Actual)? Find(JsonNode? expected, JsonNode? actual, string path)
    {
        if (JsonNode.DeepEquals(expected, actual))
        {
            return null;
        }

        // Another kind of fact has other fields: there is nothing to compare them with.
        if (expected is JsonObject one && actual is JsonObject other && JsonNode.DeepEquals(one["type"], other["type"]))
        {
            var names = one.Select(field => field.Key).Union(other.Select(field => field.Key), StringComparer.Ordinal);
            return names.Select(name => Find(one[name], other[name], path.Length == 0 ? name : $"{path}.{name}")).First(difference => difference is not null);
        }

        if (expected is JsonArray ones && actual is JsonArray others && ones.Count == others.Count)
        {
            return Enumerable.Range(0, ones.Count).Select(i => Find(ones[i], others[i], $"{path}[{i}]")).First(difference => difference is not null);
        }

        return (path, expected?.ToJsonString(RecordingJson.Options), actual?.ToJsonString(RecordingJson.Options));
    }
}
