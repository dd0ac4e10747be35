using System.Globalization;
using Troupe.Cli.Replay;
using Troupe.Testing.Reports;
using Troupe.Testing.Scenarios;

namespace Troupe.Cli.Commands;

/// <summary>Plays scenarios for <see cref="SimulateCommand"/> and prints what came of them.</summary>
internal sealed class SimulatedPlay
{
    private TimeSpan _talked;
    private TimeSpan _took;
    private int _played;

    /// <summary>The first seed; null for the scenario's own.</summary>
    public int? Seed { get; init; }

    /// <summary>How many seeds.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Whether to play at the pace of the clock.</summary>
    public bool RealTime { get; init; }

    /// <summary>Where the picture goes; null for none.</summary>
    public string? Svg { get; init; }

    /// <summary>Where the report goes; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>Whether to shrink what fails.</summary>
    public bool Shrink { get; init; }

    /// <summary>Where the recording goes; null for none.</summary>
    public string? Journal { get; init; }

    /// <summary>Whether to print a line instead of a timeline.</summary>
    public bool Quiet { get; init; }

    /// <summary>Runs that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>What all of it took.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_played - Failed} of {_played} passed; {_talked.TotalSeconds:0.0} s of talk in {_took.TotalSeconds:0.00} s: {_took.TotalMicroseconds / Math.Max(_talked.TotalSeconds, 0.001):0} µs for a second of talk");

    /// <summary>Plays one with all seeds. The timeline, the picture, the report and the recording are of the first run that failed, or of the first.</summary>
    public async Task PlayAsync(string path, Scenario scenario)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        ScenarioRun? shown = null;
        for (var i = 0; i < Runs; i++)
        {
            var seed = (Seed ?? scenario.Seed) + i;
            var run = RealTime ? await ScenarioRunner.RunInRealTimeAsync(scenario, seed) : ScenarioRunner.Run(scenario, seed);
            Count(run);
            shown = shown is null || (shown.Passed && !run.Passed) ? run : shown;
            if (Runs > 1 || Quiet)
            {
                PrintOutcome(Runs > 1 ? $"{name} seed {seed}" : name, run);
            }
        }

        if (Runs == 1 && !Quiet)
        {
            Console.WriteLine($"{scenario.Name}\n{scenario.About}\n");
            ScenarioTimeline.Write(shown!, Console.Out);
            Console.WriteLine();
            PrintOutcome(name, shown!);
        }

        if (Shrink && !shown!.Passed)
        {
            SimulatedShrink.Write(Path.ChangeExtension(path, ".smallest.yaml"), scenario, shown.Seed, atRest: false);
        }

        if (Svg is not null)
        {
            await File.WriteAllTextAsync(Svg, ScenarioPicture.Draw(scenario, shown!));
        }

        if (Json is not null)
        {
            await File.WriteAllTextAsync(Json, ScenarioReport.Write(scenario, shown!));
        }

        if (Journal is not null)
        {
            RecordingFile.Write(Journal, shown!.Journal);
        }
    }

    /// <summary>Plays one that was made up; prints it only when it fails.</summary>
    public void PlayMadeUp(string path, Scenario scenario)
    {
        var run = ScenarioRunner.Run(scenario, scenario.Seed, atRest: true);
        Count(run);
        if (!run.Passed)
        {
            PrintOutcome(scenario.Name, run);
            SimulatedShrink.Write(path, scenario, scenario.Seed, atRest: true);
        }
    }

    private void Count(ScenarioRun run)
    {
        _played++;
        _talked += run.Duration;
        _took += run.Took;
        Failed += run.Passed ? 0 : 1;
    }

    private static void PrintOutcome(string name, ScenarioRun run)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(run.Passed ? "passed" : "FAILED")}  {name}  ({run.Duration.TotalSeconds:0.0} s of talk)"));
        foreach (var failure in run.Failures)
        {
            Console.WriteLine($"        {failure}");
        }
    }
}
