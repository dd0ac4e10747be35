using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

/// <summary>The worked examples of docs/14-policy.md are true.</summary>
[Trait("Category", "fast")]
public sealed class PolicyDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "14-policy.md"));

    public static TheoryData<string, string, string, string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string, string, string, string>();
        foreach (var cells in Page.Split('\n').Select(line => line.Split('|')).Where(cells => cells.Length == 8 && Enum.TryParse<PolicyPlace>(cells[1].Trim(), ignoreCase: true, out _)))
        {
            examples.Add(cells[1].Trim(), cells[2].Trim(), cells[3].Trim(), cells[4].Trim(), cells[5].Trim(), cells[6].Trim());
        }

        return examples;
    }

    [Fact]
    public void There_are_examples() => Examples().Count.ShouldBeGreaterThan(15);

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_policy_decides_as_the_page_says(string place, string before, string text, string outcome, string rules, string used)
    {
        var json = Page.Split("```json\n")[1].Split("```")[0];
        var compiled = RulesetCompiler.Compile(JsonSerializer.Deserialize<PolicyDocument>(json, Wire.Json)!, out var mistakes);
        mistakes.ShouldBeEmpty();
        var explained = PolicyExplainer.Explain(compiled!, new ExplainPolicy { Place = Enum.Parse<PolicyPlace>(place, ignoreCase: true), Before = before, Text = text });
        explained.Outcome.ToString().ShouldBe(outcome, StringCompareShould.IgnoreCase);
        string.Join(", ", explained.Rules.Where(rule => rule.Findings.Count > 0).Select(rule => rule.Rule).Order(StringComparer.Ordinal)).ShouldBe(string.Join(", ", rules.Split(", ").Order(StringComparer.Ordinal)));
        explained.Values.Select(value => value.Value).ShouldBe(used.Length > 0 ? [used] : []);
        explained.Rules.SelectMany(rule => rule.Findings).ShouldAllBe(finding => finding.Detail.Length > 0 && finding.Start + finding.Length <= text.Length);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Troupe.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
