using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class MadeUpConversationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10_001)]
    [InlineData(20_001)]
    [InlineData(30_001)]
    public void Whatever_people_engines_and_networks_do_what_must_hold_holds(int first)
    {
        for (var seed = first; seed < first + 30; seed++)
        {
            ScenarioRunner.Run(ScenarioGenerator.Generate(seed), seed, atRest: true).Failures.ShouldBeEmpty($"./dev simulate --generate 1 --seed {seed}");
        }
    }

    [Fact]
    public void A_turn_that_never_ends_is_seen() => Violations(Sent(new TurnStarted { Turn = 1, Epoch = 1 })).ShouldContain("a turn that never ends: 1");

    [Fact]
    public void An_utterance_that_never_ends_is_seen() =>
        Violations(Sent(new TurnStarted { Turn = 1, Epoch = 1 }), Sent(new SpeechStart { Turn = 1, Epoch = 1, Utterance = 1 })).ShouldContain("an utterance that never ends: 1");

    [Fact]
    public void A_state_that_is_no_rest_is_seen() =>
        Violations(Sent(new StateChanged { State = ConversationState.Thinking })).ShouldBe(["a conversation that does not come to rest: Thinking"]);

    [Fact]
    public void A_queue_without_a_bound_is_seen()
    {
        var run = new ScenarioRun([], [], TimeSpan.Zero) { MostFrames = 5000, MostWaiting = 300, MostKept = 5_000_000 };
        RunInvariants.Violations(run, atRest: false).ShouldBe(
        [
            "a queue without a bound: 5000 frames on their way at once",
            "a queue without a bound: 300 things waited for the loop at once",
            "a queue without a bound: 5000000 bytes kept for the page at once",
        ]);
    }

    [Fact]
    public void What_waits_for_the_loop_is_counted_also_when_there_is_no_room_for_it()
    {
        // Ten seconds of sound at once are 500 packets: one is taken, 256 are in the mailbox, one waits for room, and the page keeps the others.
        var run = ScenarioRunner.Run(ScenarioReader.Read("name: x\nsteps:\n  - wait: 100ms\n  - network: { stall: 10s }\n  - wait: 12s"));
        run.Failures.ShouldBeEmpty();
        run.MostWaiting.ShouldBe(258);
        run.MostKept.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_history_of_what_was_not_heard_is_seen()
    {
        var run = ScenarioRunner.Run(ScenarioReader.Read(
            "name: x\nengines: { writer: { replies: ['This is a long answer that is interrupted.', 'At nine.'] } }\nsteps:\n"
            + "  - { write: hello, expect: [{ event: audio }] }\n  - { send_after: { event: speech.start, plus: 800ms }, write: stop, expect: [{ event: turn.ended, where: { reason: completed } }] }"));
        run.Failures.ShouldBeEmpty();
        var told = run with { Journal = [.. run.Journal.Select(fact => fact is MessageSent { Message: TurnEnded { Reason: TurnEndReason.Interrupted } ended } sent ? sent with { Message = ended with { Heard = "That was" } } : fact)] };
        RunInvariants.Violations(told, atRest: false).ShouldContain(violation => violation.StartsWith("a history of what was not heard", StringComparison.Ordinal));
    }

    private static MessageSent Sent(ServerMessage message) => new(MediaTime.Zero, message);

    private static IReadOnlyList<string> Violations(params ConversationEvent[] journal) =>
        RunInvariants.Violations(new ScenarioRun([], [], TimeSpan.Zero) { Journal = journal }, atRest: true);
}
