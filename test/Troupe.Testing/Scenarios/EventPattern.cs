using System.Globalization;
using System.Text.Json;
using Troupe.Contracts;
using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>Describes messages of the server.</summary>
public sealed class EventPattern
{
    /// <summary>The <c>type</c> of the message; <c>audio</c> for a packet of speech.</summary>
    [YamlMember(Alias = "event")]
    public string Event { get; set; } = "";

    /// <summary>Fields of the message, in the names of the protocol, and the values that they must have.</summary>
    [YamlMember(Alias = "where")]
    public IDictionary<string, string> Where { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Words that the message's text must hold, whatever their case.</summary>
    [YamlMember(Alias = "text_contains")]
    public string? TextContains { get; set; }

    /// <summary>Latest time, in milliseconds after the step: after the last word when it says something.</summary>
    [YamlMember(Alias = "within_ms")]
    public double? WithinMs { get; set; }

    /// <summary>Earliest time, in milliseconds after the step.</summary>
    [YamlMember(Alias = "not_before_ms")]
    public double? NotBeforeMs { get; set; }

    /// <summary>Whether a message is described, whatever its time.</summary>
    public bool Matches(ScenarioEvent happened)
    {
        if (happened.Type != Event)
        {
            return false;
        }

        foreach (var (field, value) in Where)
        {
            if (!happened.Fields.TryGetProperty(field, out var actual) || Text(actual) != value)
            {
                return false;
            }
        }

        return TextContains is null
            || (happened.Fields.TryGetProperty("text", out var text) && Text(text).Contains(TextContains, StringComparison.OrdinalIgnoreCase))
            || (happened.Fields.TryGetProperty("heard", out var heard) && Text(heard).Contains(TextContains, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var conditions = Where.Select(pair => $"{pair.Key}={pair.Value}");
        return string.Join(' ', [Event, .. conditions, .. TextContains is null ? [] : new[] { $"text~\"{TextContains}\"" }]);
    }

    internal static bool IsKnown(string type) => type == ScenarioEvent.Audio || Wire.ServerMessages.ContainsKey(type);

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => element.GetDouble().ToString(CultureInfo.InvariantCulture),
        _ => element.GetRawText(),
    };
}
