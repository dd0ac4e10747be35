using System.Text.Json;
using Troupe.Conversation.Replay;
using Troupe.Testing.Reports;
using Troupe.Testing.Scenarios;

namespace Troupe.Cli.Replay;

/// <summary>Writes what came of a replay for programs, as JSON. All times are milliseconds on the session's clock.</summary>
internal static class ReplayReport
{
    /// <summary>What the report is, and the version of its shape.</summary>
    public const string Schema = "troupe.replay/1";

    public static string Write(ReplayOutcome outcome, ScenarioRun run) => JsonSerializer.Serialize(
        new
        {
            Schema,
            Same = outcome.Difference is null,
            Difference = outcome.Difference is { } difference ? new { difference.Line, At = difference.At.Milliseconds, difference.Field, difference.Expected, difference.Actual } : null,
            Fault = outcome.Fault?.Message,
            Duration = run.Duration.TotalMilliseconds,
            Took = run.Took.TotalMilliseconds,
            outcome.Met,
            Events = run.Events.Where(happened => happened.Type != ScenarioEvent.Audio)
                .Select(happened => new { At = happened.At.TotalMilliseconds, happened.Type, By = happened.IsPersons ? "person" : "server", happened.Fields }),
            State = new
            {
                At = outcome.State.At.Milliseconds,
                outcome.State.State,
                outcome.State.Presenter,
                outcome.State.Turn,
                Epoch = outcome.State.Epoch.Value,
                Answer = outcome.State.Answer is { } answer ? new { answer.Turn, Epoch = answer.Epoch.Value, answer.Kind, answer.Written, answer.Heard } : null,
                outcome.State.Prepared,
                Voice = outcome.State.Voice is { } voice ? new { Began = voice.Began.Milliseconds, Ended = voice.Ended?.Milliseconds, voice.Partial } : null,
                outcome.State.Asked,
                Waits = outcome.State.Waits.Select(wait => new { wait.For, Until = wait.Until.Milliseconds }),
                History = outcome.State.History.Select(said => new { said.Role, said.Text }),
            },
        },
        ReportJson.Options);
}
