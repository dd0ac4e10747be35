using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Reports;

/// <summary>A replayed conversation as scenarios are shown: what the client did and what it was sent, on the clock of the session.</summary>
public static class ReplayedRun
{
    /// <summary>Shows what came of a replay.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="took">Real time that it took.</param>
    public static ScenarioRun Of(ReplayOutcome outcome, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        string[] failures = outcome.Difference is { } difference ? [difference.ToString()] : [];
        return new ScenarioRun([.. outcome.Facts.Select(Shown).OfType<ScenarioEvent>()], failures, outcome.State.At.Elapsed) { Journal = outcome.Facts, Took = took };
    }

    private static ScenarioEvent? Shown(ConversationEvent fact)
    {
        var at = fact.At.Elapsed;
        return fact switch
        {
            MessageSent sent => ScenarioEvent.Of(at, sent.Message),
            SpeechSent sent => ScenarioEvent.Of(at, sent),
            MessageReceived { Message: MessageSend message } => ScenarioEvent.OfPerson(at, "write", message.Text),
            MessageReceived { Message: TurnInterrupt } => ScenarioEvent.OfPerson(at, "interrupt", null),
            MessageReceived { Message: MicrophoneOpen { Hold: var hold } } => ScenarioEvent.OfPerson(at, hold ? "hold" : "open", null),
            MessageReceived { Message: MicrophoneClose } => ScenarioEvent.OfPerson(at, "close", null),
            MessageReceived { Message: SessionEnd } => ScenarioEvent.OfPerson(at, "end", null),
            _ => null,
        };
    }
}
