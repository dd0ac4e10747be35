using System.Diagnostics.Metrics;
using Troupe.Contracts;

namespace Troupe.Server.Sessions;

/// <summary>Figures of the room, meter <c>Troupe.Sessions</c>.</summary>
internal sealed class SessionsMetrics
{
    private static readonly InstrumentAdvice<double> LatencyBuckets = new() { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10] };

    private readonly UpDownCounter<int> _live;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _resumed;
    private readonly Histogram<double> _firstAudio;
    private readonly Counter<long> _turns;

    /// <summary>Creates the meter.</summary>
    public SessionsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Troupe.Sessions");
        _live = meter.CreateUpDownCounter<int>("troupe.sessions.live", "{session}", "Sessions whose handshake is done and that have not ended.");
        _ended = meter.CreateCounter<long>("troupe.sessions.ended", "{session}", "Sessions that ended, by reason.");
        _resumed = meter.CreateCounter<long>("troupe.sessions.resumed", "{resume}", "Sockets that came back, by outcome.");
        _firstAudio = meter.CreateHistogram("troupe.turn.first_audio", "s", "Last voice, or the written message, to the first audio packet sent.", tags: null, LatencyBuckets);
        _turns = meter.CreateCounter<long>("troupe.turns", "{turn}", "Turns that ended, by reason.");
    }

    /// <summary>A session started.</summary>
    public void SessionStarted() => _live.Add(1);

    /// <summary>A session that had started ended.</summary>
    public void SessionEnded(SessionEndReason reason)
    {
        _live.Add(-1);
        _ended.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
    }

    /// <summary>A lost socket came back.</summary>
    /// <param name="complete">Whether everything it missed was still kept.</param>
    public void SessionResumed(bool complete) => _resumed.Add(1, new KeyValuePair<string, object?>("complete", complete));

    /// <summary>A turn ended.</summary>
    public void TurnEnded(TurnEnded turn)
    {
        _turns.Add(1, new KeyValuePair<string, object?>("reason", turn.Reason.ToString()));
        if (turn is { Reason: TurnEndReason.Completed, Latency.Total: { } total })
        {
            _firstAudio.Record(total / 1000);
        }
    }
}
