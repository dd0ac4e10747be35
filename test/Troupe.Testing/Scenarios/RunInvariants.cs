using Microsoft.Extensions.AI;
using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Testing.Reports;

namespace Troupe.Testing.Scenarios;

/// <summary>What holds in every run, whatever the person, the engines and the network do; each violation as a sentence.</summary>
public static class RunInvariants
{
    /// <summary>Frames on their way at once: a stall of the longest kind, of 30 s, with 50 packets and some messages a second in the direction that has more.</summary>
    private const int MostFrames = 30 * 75;

    /// <summary>
    /// Things that wait for the loop at once: what its mailbox holds, one that is taken, and one each of the page, the listener, the recognition that is finished, and the turns that are played, prepared and let go.
    /// </summary>
    private const int MostWaiting = 256 + 8;

    /// <summary>Bytes that the server keeps for a page by default.</summary>
    private const long MostKept = 4 * 1024 * 1024;

    /// <summary>Everything in a run that must not be.</summary>
    /// <param name="run">The run.</param>
    /// <param name="atRest">Whether it went on until nothing was left to happen.</param>
    public static IReadOnlyList<string> Violations(ScenarioRun run, bool atRest)
    {
        ArgumentNullException.ThrowIfNull(run);
        return
        [
            .. JournalAssert.Violations(run.Journal).Select(violation => "in the journal: " + violation),
            .. OldEpochs(run),
            .. History(run),
            .. Heard(run),
            .. Queues(run),
            .. atRest ? Unfinished(run) : [],
        ];
    }

    /// <summary>No queue is longer than it may be.</summary>
    private static IEnumerable<string> Queues(ScenarioRun run)
    {
        if (run.MostFrames > MostFrames)
        {
            yield return $"a queue without a bound: {run.MostFrames} frames on their way at once";
        }

        if (run.MostWaiting > MostWaiting)
        {
            yield return $"a queue without a bound: {run.MostWaiting} things waited for the loop at once";
        }

        if (run.MostKept > MostKept)
        {
            yield return $"a queue without a bound: {run.MostKept} bytes kept for the page at once";
        }
    }

    /// <summary>What an interruption ended does not reach the page any more.</summary>
    private static IEnumerable<string> OldEpochs(ScenarioRun run)
    {
        var over = 0u;
        foreach (var happened in run.Events)
        {
            if (happened.Message is TurnInterrupted interrupted)
            {
                over = Math.Max(over, interrupted.Epoch);
            }
            else if (happened.Type == ScenarioEvent.Audio && happened.Fields.GetProperty("epoch").GetUInt32() is var epoch && epoch <= over)
            {
                yield return $"audio of an epoch that is over: epoch {epoch} at {happened.At.TotalSeconds:0.000} s";
                yield break;
            }
        }
    }

    /// <summary>The writer sees of each earlier answer what the person got of it, in order.</summary>
    private static IEnumerable<string> History(ScenarioRun run)
    {
        if (run.Asked is not [.., var last] || last.Count > 40)
        {
            yield break;
        }

        var got = run.Journal.OfType<MessageSent>().Select(fact => fact.Message).OfType<TurnEnded>().Select(ended => ended.Heard ?? "").Where(heard => heard.Length > 0).ToArray();

        // The greeting is no turn: it comes before the first question and may have been heard in part. An answer to a question that was taken back may come first too.
        var said = last.Where(message => message.Role != ChatRole.System).ToArray();
        var greeted = said is [{ } first, ..] && first.Role == ChatRole.Assistant && first.Text != got.FirstOrDefault();
        var seen = said.Skip(greeted ? 1 : 0).Where(message => message.Role == ChatRole.Assistant).Select(message => message.Text).ToArray();
        if (Common(seen, got) is var common && common < seen.Length)
        {
            yield return $"a history of what was not heard: \"{seen[common]}\"";
        }
    }

    /// <summary>What the server says was heard is the beginning of what the voice was given, and, where the page said how far it was, no more than a word off what left the loudspeaker.</summary>
    private static IEnumerable<string> Heard(ScenarioRun run)
    {
        var heard = HeardSpeech.Of(run);
        var epochs = run.Journal.OfType<MessageSent>().Select(fact => fact.Message).OfType<SpeechStart>().ToLookup(start => start.Turn, start => start.Epoch);
        foreach (var ended in run.Journal.OfType<MessageSent>().Select(fact => fact.Message).OfType<TurnEnded>())
        {
            var told = Words(ended.Heard ?? "");
            var loud = heard.Where(stretch => epochs[ended.Turn].Contains(stretch.Epoch)).SelectMany(stretch => stretch.Words).Where(word => word.Heard).Select(word => word.Text).ToArray();
            if (ended is { Reason: TurnEndReason.Interrupted, HeardEstimated: false } && run.HasPerfectLine && Math.Abs(told.Length - loud.Length) > 1 && loud.Length > 0)
            {
                yield return $"a turn that says other words were heard than were: \"{ended.Heard}\" for \"{string.Join(' ', loud)}\"";
            }
        }
    }

    /// <summary>At rest every turn and every utterance is over, and the presenter listens.</summary>
    private static IEnumerable<string> Unfinished(ScenarioRun run)
    {
        var sent = run.Journal.OfType<MessageSent>().Select(fact => fact.Message).ToArray();
        foreach (var started in sent.OfType<TurnStarted>().Where(started => !sent.OfType<TurnEnded>().Any(ended => ended.Turn == started.Turn)))
        {
            yield return $"a turn that never ends: {started.Turn}";
        }

        foreach (var start in sent.OfType<SpeechStart>().Where(start => !IsOver(sent, start)))
        {
            yield return $"an utterance that never ends: {start.Utterance}";
        }

        if (sent.OfType<StateChanged>().LastOrDefault() is { State: not ConversationState.Listening } state)
        {
            yield return $"a conversation that does not come to rest: {state.State}";
        }
    }

    private static bool IsOver(ServerMessage[] sent, SpeechStart start) => sent.Any(message => message switch
    {
        SpeechEnd end => end.Utterance == start.Utterance,
        TurnInterrupted interrupted => interrupted.Epoch >= start.Epoch,
        TurnEnded ended => ended.Turn == start.Turn,
        _ => false,
    });

    private static int Common(string[] one, string[] other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
