using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Journal;

/// <summary>The checks that every generated conversation must pass do find what they look for.</summary>
[Trait("Category", "fast")]
public sealed class JournalAssertTests
{
    [Fact]
    public void Finds_speech_after_its_interruption() => Find(
        "speech of an epoch that is over",
        Sent(new TurnStarted { Turn = 1, Epoch = 1 }),
        Sent(new SpeechStart { Turn = 1, Epoch = 1, Utterance = 1 }),
        Sent(new TurnInterrupted { Turn = 1, Epoch = 1 }),
        new SpeechSent(MediaTime.Zero, new Epoch(1), 1, 0, 320, IsLast: false));

    [Fact]
    public void Finds_a_gap_in_the_speech() => Find(
        "a gap or an overlap in the speech",
        Sent(new TurnStarted { Turn = 1, Epoch = 1 }),
        Sent(new SpeechStart { Turn = 1, Epoch = 1, Utterance = 1 }),
        new SpeechSent(MediaTime.Zero, new Epoch(1), 1, 320, 320, IsLast: false));

    [Fact]
    public void Finds_two_turns_at_once() => Find(
        "a turn that started before the one before it ended",
        Sent(new TurnStarted { Turn = 1, Epoch = 1 }),
        Sent(new TurnStarted { Turn = 2, Epoch = 2 }));

    [Fact]
    public void Finds_phases_that_do_not_add_up() => Find(
        "phases that do not add up to the total",
        Sent(new TurnStarted { Turn = 1, Epoch = 1 }),
        Sent(new TurnEnded { Turn = 1, Reason = TurnEndReason.Completed, Latency = new TurnLatency { FirstToken = 5, FirstAudio = 5, Total = 11 } }));

    [Fact]
    public void Finds_an_interrupted_turn_that_is_not_flagged() => Find(
        "an interrupted turn whose latency is not flagged, or the reverse",
        Sent(new TurnStarted { Turn = 1, Epoch = 1 }),
        Sent(new TurnEnded { Turn = 1, Reason = TurnEndReason.Interrupted, Latency = new TurnLatency() }));

    private static void Find(string violation, params ConversationEvent[] facts)
    {
        JournalAssert.Violations(facts).ShouldContain(line => line.Contains(violation, StringComparison.Ordinal));
        Should.Throw<InvalidOperationException>(() => JournalAssert.IsSound(facts));
    }

    private static MessageSent Sent(ServerMessage message) => new(MediaTime.Zero, message);
}
