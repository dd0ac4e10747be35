using System.Globalization;
using System.Text.Json;

namespace Troupe.Testing.Scenarios;

/// <summary>Writes what happened for people: a line an event, runs of audio packets in one.</summary>
public static class ScenarioTimeline
{
    private static readonly string[] Dull = ["type", "seq", "at"];

    /// <summary>Writes the events of a run.</summary>
    public static void Write(ScenarioRun run, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(output);
        var events = run.Events;
        for (var i = 0; i < events.Count;)
        {
            var packets = 0;
            for (; i + packets < events.Count && events[i + packets].Type == ScenarioEvent.Audio; packets++)
            {
            }

            output.WriteLine(packets > 0 ? Audio(events[i], events[i + packets - 1], packets) : Line(events[i]));
            i += Math.Max(packets, 1);
        }
    }

    private static string Audio(ScenarioEvent first, ScenarioEvent last, int packets) => string.Create(
        CultureInfo.InvariantCulture,
        $"{first.At.TotalSeconds,8:0.000}   audio              {packets} packets until {last.At.TotalSeconds:0.000}");

    private static string Line(ScenarioEvent happened)
    {
        var fields = happened.Fields.EnumerateObject().Where(field => !Dull.Contains(field.Name) && field.Value.ValueKind != JsonValueKind.Null).Select(Field);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{happened.At.TotalSeconds,8:0.000} {(happened.IsPersons ? '>' : ' ')} {happened.Type,-18} {string.Join("  ", fields)}").TrimEnd();
    }

    private static string Field(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.String => field.Name == "text" ? $"\"{field.Value.GetString()}\"" : $"{field.Name}={field.Value.GetString()}",
        JsonValueKind.Array => $"{field.Name}[{field.Value.GetArrayLength()}]",
        JsonValueKind.Object => string.Join(' ', field.Value.EnumerateObject().Select(Field)),
        JsonValueKind.Number => string.Create(CultureInfo.InvariantCulture, $"{field.Name}={field.Value.GetDouble():0.#}"),
        _ => $"{field.Name}={field.Value.GetRawText()}",
    };
}
