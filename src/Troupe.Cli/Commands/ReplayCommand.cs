using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Troupe.Cli.Replay;
using Troupe.Conversation.Replay;
using Troupe.Conversation.Timing;
using Troupe.Testing.Reports;
using Troupe.Testing.Scenarios;

namespace Troupe.Cli.Commands;

/// <summary>
/// <c>troupe replay</c>: holds a recorded conversation again and says whether it does the same. Exit code 1 when it does something else, 2 when it cannot be replayed.
/// </summary>
internal sealed class ReplayCommand : ExampledCommand
{
    private readonly Argument<FileInfo> _file = new("file") { Description = "A recording, as the server, troupe simulate --journal and troupe talk --journal write it." };

    private readonly Option<string?> _until = new("--until") { Description = "Stop at a moment of the session, such as 12.5s or 1800ms, and print how the conversation stands there." };

    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the timeline into a file." };

    private readonly Option<bool> _json = new("--json") { Description = "Print everything as JSON instead of a timeline." };

    public ReplayCommand()
        : base("replay", "Hold a recorded conversation again, at once and without engines, and compare.", "troupe replay session.jsonl --until 12.5s")
    {
        Add(_file);
        Add(_until);
        Add(_svg);
        Add(_json);
        Validators.Add(result =>
        {
            if (result.GetValue(_until) is { } until && Duration.Parse(until) is null)
            {
                result.AddError($"'{until}' is no moment: write 12.5s or 1800ms.");
            }
        });
        SetAction((arguments, _) => RunAsync(arguments));
    }

    private async Task<int> RunAsync(ParseResult arguments)
    {
        var file = arguments.GetValue(_file)!;
        var until = arguments.GetValue(_until) is { } moment ? MediaTime.Zero + Duration.Parse(moment) : null;
        Recording recording;
        ReplayOutcome outcome;
        TimeSpan took;
        try
        {
            using (var stream = file.OpenRead())
            {
                recording = Recording.Read(stream);
            }

            var began = Stopwatch.GetTimestamp();
            outcome = ConversationReplay.Run(recording, until);
            took = Stopwatch.GetElapsedTime(began);
        }
        catch (Exception problem) when (problem is RecordingException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file}: {problem.Message}");
            return 2;
        }

        var run = ReplayedRun.Of(outcome, took);
        if (arguments.GetValue(_svg) is { } svg)
        {
            await File.WriteAllTextAsync(svg, ScenarioPicture.Draw(new Scenario { Name = $"Replay of {file.Name}" }, run));
        }

        if (arguments.GetValue(_json))
        {
            Console.WriteLine(ReplayReport.Write(outcome, run));
        }
        else
        {
            Print(recording, outcome, run, stopped: until is not null);
        }

        return outcome.Difference is null ? 0 : 1;
    }

    private static void Print(Recording recording, ReplayOutcome outcome, ScenarioRun run, bool stopped)
    {
        ScenarioTimeline.Write(run, Console.Out);
        Console.WriteLine();
        if (stopped || outcome.Difference is not null)
        {
            StandText.Write(outcome.State, Console.Out);
            Console.WriteLine();
        }

        if (!recording.IsWhole)
        {
            Console.WriteLine("The recording was cut off: the end of the conversation is not in it.");
        }

        if (outcome.Fault is { } fault)
        {
            Console.WriteLine($"The conversation failed: {fault.Message}");
        }

        Console.WriteLine(outcome.Difference is { } difference ? $"DIFFERENT  {difference}" : string.Create(
            CultureInfo.InvariantCulture,
            $"same  {run.Duration.TotalSeconds:0.0} s of talk in {run.Took.TotalMilliseconds:0.0} ms, {run.Duration / run.Took:0} times as fast; {outcome.Met} things met, {outcome.Facts.Count - outcome.Met} done"));
    }
}
