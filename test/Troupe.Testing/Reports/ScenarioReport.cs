using System.Text.Json;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Reports;

/// <summary>Writes what came of a scenario for programs, as JSON. All times are milliseconds since the page opened.</summary>
public static class ScenarioReport
{
    /// <summary>What the report is, and the version of its shape: a reader of version 1 can read every later report of version 1.</summary>
    public const string Schema = "troupe.simulation/1";

    /// <summary>The report of a run.</summary>
    public static string Write(Scenario scenario, ScenarioRun run)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(run);
        return JsonSerializer.Serialize(
            new
            {
                Schema,
                scenario.Name,
                scenario.About,
                run.Seed,
                run.Passed,
                run.Failures,
                Duration = Ms(run.Duration),
                Took = Ms(run.Took),
                Said = run.Said.Select(sound => new { At = Ms(sound.At), Duration = Ms(sound.Duration), sound.Kind, sound.Text, sound.Understood }),
                Events = run.Events.Where(happened => happened.Type != ScenarioEvent.Audio).Select(happened => new { At = Ms(happened.At), happened.Type, By = happened.IsPersons ? "person" : "server", happened.Fields }),
                Sent = Utterances(run).Select(sent => new { sent.Utterance, sent.Epoch, From = Ms(sent.From), To = Ms(sent.To), sent.Packets }),
                Heard = HeardSpeech.Of(run).Select(heard => new { heard.Utterance, heard.Epoch, From = Ms(heard.From), To = Ms(heard.To), Position = Ms(heard.Position), Words = heard.Words.Select(word => new { word.Text, At = Ms(word.At), Duration = Ms(word.Duration), word.Heard }) }),
                Engines = run.Spans.Select(span => new { span.Lane, From = Ms(span.From), To = span.To is { } to ? Ms(to) : (double?)null, span.Text, span.Outcome }),
            },
            ReportJson.Options);
    }

    /// <summary>When the packets of each utterance reached the page.</summary>
    internal static IEnumerable<(uint Utterance, uint Epoch, TimeSpan From, TimeSpan To, int Packets)> Utterances(ScenarioRun run) => run.Events
        .Where(happened => happened.Type == ScenarioEvent.Audio)
        .GroupBy(happened => happened.Fields.GetProperty("utterance").GetUInt32())
        .Select(packets => (packets.Key, packets.First().Fields.GetProperty("epoch").GetUInt32(), packets.First().At, packets.Last().At, packets.Count()));

    private static double Ms(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
