namespace Troupe.Benchmarks.LipSync.Peers;

/// <summary>A peer on the clips of one set. It hears what every other way hears, plays on a screen of 60 Hz, and is granted its best lag.</summary>
public sealed class PeerWay : ILipSyncWay
{
    private readonly Peer _peer;
    private readonly Dictionary<LipSyncClip, PeerPerformance> _performances;

    private PeerWay(Peer peer, Dictionary<LipSyncClip, PeerPerformance> performances)
    {
        _peer = peer;
        _performances = performances;
    }

    public string Name => _peer.Name;

    public TimeSpan LookAhead => TimeSpan.Zero;

    public bool IsGrantedLag => true;

    public bool IsShapesOnly => _peer.IsShapesOnly;

    /// <summary>Has every peer perform a set.</summary>
    /// <exception cref="InvalidOperationException">The peers are not installed, or one failed.</exception>
    public static async Task<IReadOnlyList<PeerWay>> OfAsync(IReadOnlyList<LipSyncClip> clips, CancellationToken cancellationToken)
    {
        var ways = new List<PeerWay>();
        foreach (var peer in Peer.All)
        {
            var performances = await PeerRunner.RunAsync(peer, clips, cancellationToken);
            ways.Add(new PeerWay(peer, clips.Zip(performances).ToDictionary(pair => pair.First, pair => pair.Second)));
        }

        return ways;
    }

    public MouthFrames Perform(LipSyncClip clip) => _performances[clip].Frames;

    /// <summary>The mean of all clips, as the first ones also compile the code.</summary>
    public WayCost Cost(LipSyncClip clip) =>
        new(_performances.Values.Sum(one => one.Microseconds) / _performances.Values.Sum(one => one.Frames.Count), BytesPerFrame: null);
}
