using System.CommandLine;
using Troupe.Testing.Scenarios;

namespace Troupe.Cli.Commands;

/// <summary>
/// <c>troupe simulate</c>: plays scenarios and says what happened. Exit code 1 when something was not as it must be, 2 when a file is not a scenario.
/// </summary>
internal sealed class SimulateCommand : ExampledCommand
{
    private const string FolderName = "scenarios";

    private readonly Argument<string[]> _scenarios = new("scenario")
    {
        Description = "Files, or names of files in scenarios/ without .yaml; all of that folder when none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _seed = new("--seed") { Description = "Orders what could happen at the same moment and draws what varies. Default: the scenario's own." };

    private readonly Option<int> _runs = new("--runs") { Description = "Play each scenario with so many seeds, one after the other.", DefaultValueFactory = _ => 1 };

    private readonly Option<bool> _realTime = new("--real-time") { Description = "Play at the pace of the clock instead of in virtual time." };

    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the timeline into a file." };

    private readonly Option<string?> _json = new("--json") { Description = "Write everything with its times into a file." };

    private readonly Option<bool> _shrink = new("--shrink") { Description = "Make what fails as small as it can be, into a file beside it that ends with .smallest.yaml." };

    private readonly Option<int> _generate = new("--generate") { Description = "Make up so many conversations and hold them against what must always be; failures are shrunk into out/simulate/." };

    private readonly Option<string?> _journal = new("--journal") { Description = "Record the conversation into a file, for troupe replay." };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print a line per scenario instead of timelines." };

    public SimulateCommand()
        : base("simulate", "Play scenarios in virtual time and print what happened.", "troupe simulate --generate 100 --quiet")
    {
        Add(_scenarios);
        Add(_seed);
        Add(_runs);
        Add(_realTime);
        Add(_svg);
        Add(_json);
        Add(_shrink);
        Add(_generate);
        Add(_journal);
        Add(_quiet);
        SetAction((arguments, _) => RunAsync(arguments));
    }

    private async Task<int> RunAsync(ParseResult arguments)
    {
        if (arguments.GetValue(_generate) is > 0 and var count)
        {
            return Generate(count, arguments.GetValue(_seed) ?? 1);
        }

        var names = arguments.GetValue(_scenarios)!;
        var folder = FindFolder();
        var paths = names.Length > 0 ? [.. names.Select(name => Find(name, folder))] : folder is null ? [] : Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToArray();
        if (paths.Length == 0)
        {
            Console.Error.WriteLine("There is no folder scenarios/ here or above the program: name a scenario file.");
            return 2;
        }

        var (svg, json, journal) = (arguments.GetValue(_svg), arguments.GetValue(_json), arguments.GetValue(_journal));
        if (paths.Length > 1 && (svg ?? json ?? journal) is not null)
        {
            Console.Error.WriteLine("A picture, a report or a recording is of one scenario: name it.");
            return 2;
        }

        var play = new SimulatedPlay
        {
            Seed = arguments.GetValue(_seed),
            Runs = Math.Max(1, arguments.GetValue(_runs)),
            RealTime = arguments.GetValue(_realTime),
            Svg = svg,
            Json = json,
            Shrink = arguments.GetValue(_shrink),
            Journal = journal,
            Quiet = arguments.GetValue(_quiet) || (names.Length == 0 && paths.Length > 1),
        };
        try
        {
            foreach (var path in paths)
            {
                await play.PlayAsync(path, ScenarioReader.ReadFile(path));
            }
        }
        catch (ScenarioException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }

        Console.WriteLine(play.Summary);
        return play.Failed == 0 ? 0 : 1;
    }

    private static int Generate(int count, int seed)
    {
        var play = new SimulatedPlay { Shrink = true };
        for (var i = 0; i < count; i++)
        {
            play.PlayMadeUp(Path.Combine("out", "simulate", $"made-up-{seed + i}.yaml"), ScenarioGenerator.Generate(seed + i));
        }

        Console.WriteLine(play.Summary);
        return play.Failed == 0 ? 0 : 1;
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
