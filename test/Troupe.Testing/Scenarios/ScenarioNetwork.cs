using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>What lies between the page and the server, in both directions: one stream, as a WebSocket's. What is lost comes again later, and what follows waits for it.</summary>
public sealed class ScenarioNetwork
{
    /// <summary>How long a frame takes in one direction. Default: no time.</summary>
    [YamlMember(Alias = "delay")]
    public Latency Delay { get; set; } = Latency.Milliseconds(0);

    /// <summary>
    /// Share of frames that are lost. On a stream that is a stall: the frame comes after 200 ms more, Linux's shortest retransmission timeout, or a round trip if that is longer,
    /// and twice that each time it is lost again. Default: 0.
    /// </summary>
    [YamlMember(Alias = "loss")]
    public double Loss { get; set; }

    /// <summary>Share of frames that are overtaken by those behind them. On a stream those wait for it: 60 ms. Default: 0.</summary>
    [YamlMember(Alias = "reorder")]
    public double Reorder { get; set; }

    internal bool IsPerfect => Delay == Latency.Milliseconds(0) && Loss == 0 && Reorder == 0;
}

/// <summary>What befalls the network. Exactly one of the first three, or new conditions.</summary>
public sealed class NetworkStep
{
    /// <summary>Nothing gets through in either direction for this long; then everything does at once.</summary>
    [YamlMember(Alias = "stall")]
    public TimeSpan? Stall { get; set; }

    /// <summary>The connection is lost; the page is back after this long and goes on where it was.</summary>
    [YamlMember(Alias = "drop")]
    public TimeSpan? Drop { get; set; }

    /// <summary>The page sleeps for this long, as behind the closed lid of a laptop: it plays, hears and reports nothing, and its connection is lost.</summary>
    [YamlMember(Alias = "suspend")]
    public TimeSpan? Suspend { get; set; }

    /// <summary>From now on: how long a frame takes. Default: as before.</summary>
    [YamlMember(Alias = "delay")]
    public Latency? Delay { get; set; }

    /// <summary>From now on: share of frames that are lost. Default: as before.</summary>
    [YamlMember(Alias = "loss")]
    public double? Loss { get; set; }

    /// <summary>From now on: share of frames that are overtaken. Default: as before.</summary>
    [YamlMember(Alias = "reorder")]
    public double? Reorder { get; set; }

    internal bool IsSomething => (Stall is null ? 0 : 1) + (Drop is null ? 0 : 1) + (Suspend is null ? 0 : 1) is var events
        && (events == 1 || (events == 0 && (Delay is not null || Loss is not null || Reorder is not null)));
}
