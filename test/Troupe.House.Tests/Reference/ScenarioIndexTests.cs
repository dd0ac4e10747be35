using Troupe.Testing.Scenarios;

namespace Troupe.House.Tests.Reference;

[Trait("Category", "fast")]
public sealed class ScenarioIndexTests
{
    [Fact]
    public void The_list_of_scenarios_has_all_of_them_by_topic()
    {
        var file = Repository.PathOf("docs", "reference", "scenarios.md");
        var expected = ScenarioIndex.Write(Repository.PathOf("scenarios"), "../../scenarios");
        if (Environment.GetEnvironmentVariable("TROUPE_ACCEPT_API") == "yes")
        {
            File.WriteAllText(file, expected);
        }

        LineChanges.Between(File.ReadAllText(file), expected).ShouldBeEmpty("./dev api writes docs/reference/scenarios.md again");
    }

    [Fact]
    public void Every_scenario_asserts_something()
    {
        var idle = Directory.GetFiles(Repository.PathOf("scenarios"), "*.yaml")
            .Where(path => ScenarioReader.ReadFile(path).Steps.All(step => step.Expect.Count + step.Absent.Count == 0));
        idle.ShouldBeEmpty();
    }
}
