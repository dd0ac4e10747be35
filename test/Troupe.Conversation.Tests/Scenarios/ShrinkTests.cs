using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class ShrinkTests
{
    private const string Failing =
        """
        name: A voice that dies is never noticed
        session: { greeting: "Welcome to this place.", playout_delay: 60ms }
        conversation: { end_of_turn: { profile: quick }, history_messages: 20 }
        person: { pace: 250ms, variation: 0.2 }
        engines:
          writer: { first_token: { p50: 200ms, p95: 500ms }, replies: ["We open at nine. We close at six.", "On Mondays we are closed."] }
          voice: { faults: [{ kind: dies, calls: 9, at: 2 }] }
          recognizer: { finish: 50ms, misheard: 0.05 }
        network: { delay: 30ms }
        steps:
          - wait: 2s
          - say: good morning (400ms) when do you open
          - wait: 4s
          - network: { stall: 300ms }
          - write: And on Mondays?
            expect:
              - event: turn.started
          - wait: 3s
            absent:
              - event: error.raised
          - wait: 1s
        """;

    [Fact]
    public void A_failure_shrinks_to_what_it_needs()
    {
        var scenario = ScenarioReader.Read(Failing);
        var shrunk = ScenarioShrinker.Shrink(scenario).ShouldNotBeNull();
        shrunk.Run.Failures[0].ShouldContain("error.raised must not happen");
        shrunk.Smallest.Steps.Sum(step => step.Expect.Count).ShouldBe(0);
        shrunk.Smallest.Steps.Count.ShouldBeLessThan(3);
        shrunk.Smallest.Engines.Voice!.Faults.ShouldHaveSingleItem().Kind.ShouldBe(EngineFaultKind.Dies);
        ScenarioText.Write(shrunk.Smallest).Split('\n').Length.ShouldBeLessThan(15);
    }

    [Fact]
    public void Shrinking_is_the_same_every_time() =>
        Enumerable.Range(0, 2).Select(_ => ScenarioText.Write(ScenarioShrinker.Shrink(ScenarioReader.Read(Failing))!.Value.Smallest)).Distinct().ShouldHaveSingleItem();

    [Fact]
    public void What_was_shrunk_can_be_read_and_fails_again()
    {
        var smallest = ScenarioShrinker.Shrink(ScenarioReader.Read(Failing))!.Value.Smallest;
        ScenarioRunner.Run(ScenarioReader.Read(ScenarioText.Write(smallest))).Failures[0].ShouldContain("error.raised must not happen");
    }

    [Fact]
    public void What_does_not_fail_is_not_shrunk() =>
        ScenarioShrinker.Shrink(ScenarioReader.Read("name: x\nsteps: [{ write: hello, expect: [{ event: turn.ended }] }]")).ShouldBeNull();

    [Fact]
    public void A_scenario_is_the_same_after_it_was_written_and_read()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var text = ScenarioText.Write(ScenarioGenerator.Generate(seed));
            ScenarioText.Write(ScenarioReader.Read(text)).ShouldBe(text);
        }
    }
}
