using Troupe.Testing.Scenarios;

namespace Troupe.Cli.Commands;

/// <summary>Shrinks what failed for <see cref="SimulateCommand"/>.</summary>
internal static class SimulatedShrink
{
    /// <summary>Writes the smallest scenario that fails the same way into a file and says what it is.</summary>
    public static void Write(string path, Scenario scenario, int seed, bool atRest)
    {
        if (ScenarioShrinker.Shrink(scenario, seed, atRest) is not { } shrunk)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var text = ScenarioText.Write(shrunk.Smallest);
        File.WriteAllText(path, text);
        Console.WriteLine($"        shrunk in {shrunk.Runs} runs to {path}, which fails with: {shrunk.Run.Failures[0]}\n");
        Console.WriteLine(string.Join('\n', text.TrimEnd().Split('\n').Select(line => "        " + line)) + "\n");
    }
}
