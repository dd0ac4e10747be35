using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class PersonTests
{
    [Fact]
    public void Half_a_word_is_not_understood() => Heard("say: two tick- tickets").ShouldBe("two tickets");

    [Fact]
    public void A_drawn_out_word_and_a_breath_are_one_word() => Heard("say: um(900ms) (breath) hello").ShouldBe("um hello");

    [Fact]
    public void A_word_is_heard_in_a_noise() => Heard("say: hello (cough) there", "recognizer: { false_words: 1, false_word: a }").ShouldBeOneOf("hello a there", "hello there");

    [Fact]
    public void A_partial_can_be_wrong_and_the_final_right()
    {
        var run = Run("say: one two three", "recognizer: { corrected: 1 }");
        Texts(run, "transcript.end").ShouldBe(["one two three"]);
        Texts(run, "transcript.delta").ShouldContain("one two three");
        Texts(run, "transcript.delta").ShouldContain(text => !"one two three".StartsWith(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Noise_makes_words_wrong()
    {
        var quiet = Heard("say: alpha bravo charlie delta echo");
        var noisy = Heard("say: alpha bravo charlie delta echo", person: "signal_to_noise: 10");
        quiet.ShouldBe("alpha bravo charlie delta echo");
        noisy.Split(' ').Intersect(quiet.Split(' ')).Count().ShouldBeLessThan(4);
    }

    [Fact]
    public void A_microphone_that_is_far_too_loud_makes_words_wrong() =>
        Heard("say: alpha bravo charlie delta echo foxtrot golf", person: "gain: 40").ShouldNotBe("alpha bravo charlie delta echo foxtrot golf");

    [Fact]
    public void A_slower_person_takes_longer()
    {
        var (quick, slow) = (Run("say: one two three", person: "pace: 200ms"), Run("say: one two three", person: "pace: 500ms"));
        (At(slow) - At(quick)).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(700));

        static TimeSpan At(ScenarioRun run) => run.Events.First(happened => happened.Type == "transcript.end").At;
    }

    [Fact]
    public void The_same_seed_says_it_the_same_way_and_another_does_not()
    {
        static TimeSpan End(int seed) => ScenarioRunner.Run(Scenario("say: one two three four", "", "variation: 0.3"), seed).Events.First(happened => happened.Type == "transcript.end").At;
        End(3).ShouldBe(End(3));
        new[] { 1, 2, 3, 4 }.Select(End).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void What_was_said_twice_is_heard_twice_and_what_was_not_heard_is_not()
    {
        // The message abandons what is being said; the next words are understood all the same.
        var scenario = ScenarioReader.Read(
            "name: x\nsteps:\n  - say: never (100ms) mind\n  - { write: hello, expect: [{ event: turn.ended }] }\n  - { say: what now, expect: [{ event: transcript.end }] }");
        Texts(ScenarioRunner.Run(scenario), "transcript.end").ShouldBe(["hello", "what now"]);
    }

    private static string Heard(string step, string engines = "", string person = "") => Texts(Run(step, engines, person), "transcript.end").ShouldHaveSingleItem();

    private static ScenarioRun Run(string step, string engines = "", string person = "") => ScenarioRunner.Run(Scenario(step, engines, person));

    private static Scenario Scenario(string step, string engines, string person) => ScenarioReader.Read(
        $"name: x\nengines: {{ {engines} }}\nperson: {{ {person} }}\nsteps:\n  - {step}\n    expect: [{{ event: turn.ended }}]");

    private static string[] Texts(ScenarioRun run, string type) => [.. run.Events.Where(happened => happened.Type == type).Select(happened => happened.Fields.GetProperty("text").GetString()!)];
}
