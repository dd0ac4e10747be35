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
    private readonly StringBuilder _written = new();

    /// <summary>The answer in the making.</summary>
    public Turn Turn { get; } = turn;

    /// <summary>Which turn and utterance it is.</summary>
    public UtteranceId Id { get; } = id;

    /// <summary>Where its time goes.</summary>
    public LatencyTrace Trace { get; } = trace;

    /// <summary>What of it was heard; null when it is only read.</summary>
    public Playhead? Playhead { get; } = playhead;

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

    /// <summary>What the person got of it: words heard, or words read when there is nothing to hear.</summary>
    public string Received(TurnEndReason reason, MediaTime now) => Playhead is null || reason == TurnEndReason.Completed
        ? Written
        : Playhead.HeardUntil(Playhead.Position(now));
}
