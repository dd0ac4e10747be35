using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class ScenarioTests
{
    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var path in Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                names.Add(Path.GetFileNameWithoutExtension(path));
            }

            return names;
        }
    }

    private static string Folder
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Troupe.slnx")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of their checkout.");
            }

            return Path.Combine(folder, "scenarios");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Goes_as_written(string name) => ScenarioRunner.Run(Read(name)).Failures.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Goes_as_written_in_other_orders_of_events(string name)
    {
        var scenario = Read(name);
        for (var seed = 100; seed < 105; seed++)
        {
            ScenarioRunner.Run(scenario, seed).Failures.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void Goes_the_same_way_with_the_same_seed()
    {
        var scenario = Read("barge-in");
        Trace(ScenarioRunner.Run(scenario, 7)).ShouldBe(Trace(ScenarioRunner.Run(scenario, 7)));
    }

    [Fact]
    public void Says_what_came_too_late()
    {
        var scenario = Read("text-only");
        scenario.Steps[0].Expect[0].WithinMs = 100;
        ScenarioRunner.Run(scenario).Failures.ShouldBe(["step 1: expected reply.delta within 100 ms; it came after 290 ms"]);
    }

    [Fact]
    public void Says_what_must_not_happen()
    {
        var scenario = Read("text-only");
        scenario.Steps[0].Absent.Add(new EventPattern { Event = "reply.end" });
        ScenarioRunner.Run(scenario).Failures.ShouldBe(["step 1: reply.end must not happen; it did at 0.290 s"]);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("name: x\nsteps: []", "it has no steps")]
    [InlineData("name: x\nsteps: [{ say: a, write: b }]", "step 1 needs exactly one of say, noise, write, hold, interrupt, end, wait, microphone, network")]
    [InlineData("name: x\nsteps: [{ write: b, expect: [{ event: reply.dleta }] }]", "step 1 names the unknown event 'reply.dleta'")]
    [InlineData("name: x\nsteps: [{ wait: 5 apples }]", "line 2: '5 apples' is not a duration such as 80ms, 1.5s or 2min")]
    public void Refuses_what_is_not_a_scenario(string yaml, string problem) =>
        Should.Throw<ScenarioException>(() => ScenarioReader.Read(yaml)).Message.ShouldBe(problem);

    internal static Scenario Read(string name) => ScenarioReader.ReadFile(Path.Combine(Folder, $"{name}.yaml"));

    private static string Trace(ScenarioRun run)
    {
        using var trace = new StringWriter();
        ScenarioTimeline.Write(run, trace);
        return trace.ToString();
    }
}
