using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class EngineFaultTests
{
    private const string Two = "replies: ['The first sentence. The second sentence.']";

    [Theory]
    [InlineData("writer: { faults: [{ kind: stalls }] }", "failed", "")]
    [InlineData("writer: { faults: [{ kind: stalls, at: 4 }], " + Two + " }", "failed", "The first")]
    [InlineData("writer: { faults: [{ kind: dies, at: 4 }], " + Two + " }", "failed", "The first sentence.")]
    [InlineData("writer: { faults: [{ kind: drops, at: 1 }], " + Two + " }", "completed", "The sentence. The second sentence.")]
    [InlineData("writer: { " + Two + " }, voice: { faults: [{ kind: drops, call: 1 }] }", "failed", "The first sentence.")]
    [InlineData("writer: { " + Two + " }, voice: { faults: [{ kind: dies, call: 1, at: 2 }] }", "failed", "The first sentence.")]
    [InlineData("writer: { " + Two + " }, voice: { faults: [{ kind: stalls, call: 1 }] }", "failed", "The first")]
    [InlineData("writer: { " + Two + " }, screen: { faults: [{ kind: dead, call: 1 }] }", "failed", "The first sentence.")]
    [InlineData("writer: { " + Two + " }, screen: { faults: [{ kind: drops, call: 1 }] }", "completed", "The first sentence.")]
    public void An_answer_with_a_fault_ends_as_it_must(string engines, string reason, string heard)
    {
        var ended = Run("write: hello", "turn.ended", engines).Events.Single(happened => happened.Type == "turn.ended");
        ended.Fields.GetProperty("reason").GetString().ShouldBe(reason);
        ended.Fields.GetProperty("heard").GetString()!.ShouldStartWith(heard);
    }

    [Theory]
    [InlineData("kind: dead")]
    [InlineData("kind: dies, at: 1")]
    [InlineData("kind: stalls")]
    public void A_recogniser_with_a_fault_says_so_and_comes_back(string fault)
    {
        var scenario = ScenarioReader.Read(
            $"name: x\nconversation: {{ stall_timeout: 5s }}\nengines: {{ recognizer: {{ faults: [{{ {fault} }}] }} }}\nsteps:\n"
            + "  - { say: how are you today, expect: [{ event: error.raised }] }\n  - { wait: 1s }\n  - { say: and now again, expect: [{ event: transcript.end, text_contains: now again }] }");
        ScenarioRunner.Run(scenario).Failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_slow_writer_is_slower_by_its_factor()
    {
        static TimeSpan First(string engines) => Run("write: hello", "reply.end", engines).Events.First(happened => happened.Type == "reply.delta").At;
        (First("writer: { word: 0ms, faults: [{ kind: slow, factor: 4 }] }") - First("writer: { word: 0ms }")).ShouldBe(TimeSpan.FromMilliseconds(600));
    }

    [Theory]
    [InlineData("barge_out: 1", "conversation has no option 'barge_out'; it has ")]
    [InlineData("end_of_turn: { profil: quick }", "conversation.end_of_turn has no option 'profil'; it has dictation, learn_pauses, profile")]
    [InlineData("playout_lead: 9s", "conversation: The field PlayoutLead must be between 00:00:00.0200000 and 00:00:01.")]
    [InlineData("playout_lead: 9 apples", "conversation.playout_lead: '9 apples' is not a duration such as 80ms, 1.5s or 2min")]
    public void Options_that_do_not_exist_or_fit_are_refused(string options, string problem) =>
        Should.Throw<ScenarioException>(() => ScenarioReader.Read($"name: x\nconversation: {{ {options} }}\nsteps: [{{ write: a }}]")).Message.ShouldStartWith(problem);

    [Fact]
    public void Options_reach_the_conversation()
    {
        static TimeSpan Answered(string options)
        {
            var scenario = ScenarioReader.Read($"name: x\nconversation: {{ {options} }}\nsteps: [{{ say: where is, expect: [{{ event: transcript.end }}] }}]");
            return ScenarioRunner.Run(scenario).Events.First(happened => happened.Type == "transcript.end").At;
        }

        Answered("end_of_turn: { profile: quick }").ShouldBeLessThan(Answered("end_of_turn: { profile: balanced }"));
    }

    private static ScenarioRun Run(string step, string until, string engines)
    {
        var run = ScenarioRunner.Run(ScenarioReader.Read($"name: x\nconversation: {{ stall_timeout: 5s }}\nengines: {{ {engines} }}\nsteps:\n  - {step}\n    expect: [{{ event: {until} }}]"));
        run.Failures.ShouldBeEmpty();
        return run;
    }
}
