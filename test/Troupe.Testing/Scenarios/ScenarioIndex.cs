using System.Text;

namespace Troupe.Testing.Scenarios;

/// <summary>Writes the list of scenarios by topic: what a presenter does, and why.</summary>
public static class ScenarioIndex
{
    /// <summary>The topics in reading order.</summary>
    public static IReadOnlyList<string> Topics { get; } =
        ["greeting", "hearing", "end of turn", "answers", "barge-in", "push-to-talk", "silence and time", "engines", "network"];

    /// <summary>The list as Markdown.</summary>
    /// <param name="folder">Holds the scenarios.</param>
    /// <param name="link">From the list to the folder.</param>
    /// <exception cref="ScenarioException">One of them is no scenario, has no <c>about</c>, or a topic that is none of <see cref="Topics"/>.</exception>
    public static string Write(string folder, string link)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var scenarios = Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => (File: Path.GetFileName(path), Scenario: ScenarioReader.ReadFile(path))).ToArray();
        if (scenarios.FirstOrDefault(one => one.Scenario.About.Length == 0 || !Topics.Contains(one.Scenario.Topic)) is { File: { } file })
        {
            throw new ScenarioException($"{file} has no about, or a topic that is none of {string.Join(", ", Topics)}");
        }

        var text = new StringBuilder("# Scenarios\n\n")
            .Append("What a presenter does, one behaviour each. Every scenario is a test with exact times; [Test conversations](../07-test-conversations.md) tells how to play and write them.\n")
            .Append("Generated from [`scenarios/`](../../scenarios) by `./dev api`.\n");
        foreach (var topic in Topics)
        {
            text.Append($"\n## {char.ToUpperInvariant(topic[0])}{topic[1..]}\n\n");
            foreach (var (name, scenario) in scenarios.Where(one => one.Scenario.Topic == topic))
            {
                text.Append($"- [{scenario.Name}]({link}/{name}). {scenario.About}\n");
            }
        }

        return text.ToString();
    }
}
