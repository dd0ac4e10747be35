using System.CommandLine;
using System.Globalization;
using Troupe.Testing.Scenarios;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe simulate</c>: plays scenarios in virtual time and prints what happened. Exit code 1 when an expectation was not met, 2 when a file is not a scenario.</summary>
internal sealed class SimulateCommand : Command
{
    private const string FolderName = "scenarios";

    private readonly Argument<string[]> _scenarios = new("scenario")
    {
        Description = "Files, or names of files in scenarios/ without .yaml; all of that folder when none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _seed = new("--seed") { Description = "Orders what could happen at the same moment. Default: the scenario's own." };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print a line per scenario instead of timelines." };

    public SimulateCommand()
        : base("simulate", "Play scenarios in virtual time and print what happened.")
    {
        Add(_scenarios);
        Add(_seed);
        Add(_quiet);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        var names = arguments.GetValue(_scenarios)!;
        var folder = FindFolder();
        var paths = names.Length > 0 ? [.. names.Select(name => Find(name, folder))] : folder is null ? [] : Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToArray();
        if (paths.Length == 0)
        {
            Console.Error.WriteLine("There is no folder scenarios/ here or above the program: name a scenario file.");
            return 2;
        }

        var failed = 0;
        foreach (var path in paths)
        {
            try
            {
                failed += Play(path, arguments.GetValue(_seed), arguments.GetValue(_quiet) || (names.Length == 0 && paths.Length > 1)) ? 0 : 1;
            }
            catch (ScenarioException problem)
            {
                Console.Error.WriteLine(problem.Message);
                return 2;
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static bool Play(string path, int? seed, bool quiet)
    {
        var scenario = ScenarioReader.ReadFile(path);
        var run = ScenarioRunner.Run(scenario, seed);
        if (!quiet)
        {
            Console.WriteLine(scenario.Name);
            Console.WriteLine(scenario.About);
            Console.WriteLine();
            ScenarioTimeline.Write(run, Console.Out);
            Console.WriteLine();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(run.Passed ? "passed" : "FAILED")}  {Path.GetFileNameWithoutExtension(path)}  ({run.Duration.TotalSeconds:0.0} s of talk)"));
        foreach (var failure in run.Failures)
        {
            Console.WriteLine($"        {failure}");
        }

        return run.Passed;
    }

    private static string Find(string name, string? folder) =>
        !File.Exists(name) && folder is not null && Path.Combine(folder, $"{name}.yaml") is var inFolder && File.Exists(inFolder) ? inFolder : name;

    // The current folder's own scenarios come before those of the checkout that the program was built in.
    private static string? FindFolder()
    {
        if (Directory.Exists(FolderName))
        {
            return FolderName;
        }

        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (above is not null && !Directory.Exists(Path.Combine(above.FullName, FolderName)))
        {
            above = above.Parent;
        }

        return above is null ? null : Path.Combine(above.FullName, FolderName);
    }
}
