using System.Text;
using Troupe.Contracts;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <summary>What the loop knows of the answer that is on its way: how far it is written, sent and heard. Used by the loop only.</summary>
/// <param name="turn">The answer in the making.</param>
/// <param name="id">Which turn and utterance it is.</param>
/// <param name="trace">Where its time goes.</param>
/// <param name="playhead">What of it was heard; null when it is only read.</param>
internal sealed class Exchange(Turn turn, UtteranceId id, LatencyTrace trace, Playhead? playhead)
{
    // What was sent is kept for 30 s for a client that lost its connection: what one is further behind it does not get, and it is not said again.
    private static readonly TimeSpan LongestBehind = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _written = new();
    private readonly HeardLedger? _ledger = playhead is null ? null : new HeardLedger(playhead);

    /// <summary>The answer in the making.</summary>
    public Turn Turn { get; } = turn;

    /// <summary>Which turn and utterance it is; another utterance once it was resumed.</summary>
    public UtteranceId Id { get; private set; } = id;

    /// <summary>Where its time goes.</summary>
    public LatencyTrace Trace { get; } = trace;

    /// <summary>What was heard of the present utterance; null when it is only read.</summary>
    public Playhead? Playhead => _ledger?.Playhead;

    /// <summary>What failed in making it, once the client was told.</summary>
    public StageFailure? Failure { get; set; }

    /// <summary>The text so far.</summary>
    public string Written => _written.ToString();

    /// <summary>Appends a phrase; gives what is to be appended on the client's side.</summary>
    public string Append(string phrase)
    {
        var delta = _written.Length == 0 ? phrase : " " + phrase;
        _written.Append(delta);
        return delta;
    }

    /// <summary>Notes that audio was sent.</summary>
    public void Sent(SpeechPacket packet, MediaTime now)
    {
        Playhead!.Sent(packet, now);
        Turn.Heard(Kept);
    }

    /// <summary>Takes a report on the present utterance or an earlier one.</summary>
    public void Moved(PlayheadMoved report, MediaTime now) => _ledger?.Moved(report, now);

    /// <summary>Takes the client's word for where the present utterance or an earlier one stopped.</summary>
    public void Cleared(SpeechCleared report, MediaTime now) => _ledger?.Cleared(report, now);

    /// <summary>Goes on with a suspended answer where it was heard to, in another utterance.</summary>
    /// <param name="id">The utterance.</param>
    /// <param name="playout">Plays it; null when the answer is only read.</param>
    /// <param name="now">When.</param>
    public void Resume(UtteranceId id, UtterancePlayout? playout, MediaTime now)
    {
        Id = id;
        if (playout is null)
        {
            Turn.Resume(id, null, TimeSpan.Zero);
            return;
        }

        var position = Playhead!.Position(now);
        var cut = position > Kept ? position : Kept;
        _ledger!.Cut(new Playhead(id, playout.Output), cut, now);
        Turn.Resume(id, playout, cut);
    }

    /// <summary>
    /// What the person got of it: words heard, or words read when there is nothing to hear. One that was cut and went on may lack words although it came to its end: the client may have said
    /// afterwards that it had stopped before the place where it goes on.
    /// </summary>
    public string Received(TurnEndReason reason, MediaTime now) => _ledger is null || (reason == TurnEndReason.Completed && !_ledger.IsCut) ? Written : _ledger.Heard(now);

    /// <summary>Whether <see cref="Received"/> is an estimate, because the client did not say where it stopped, or that it had heard the end.</summary>
    public bool IsEstimated => _ledger?.IsEstimated ?? false;

    // How much of the present utterance is not played again.
    private TimeSpan Kept => Playhead!.AudioSent - LongestBehind is var latest && latest > Playhead.Reported ? latest : Playhead.Reported;
}
