namespace Troupe.Benchmarks.LipSync.Peers;

/// <summary>Lip sync that others publish on npm.</summary>
/// <param name="Name">Of its package, as in the names of figures.</param>
/// <param name="IsShapesOnly">Whether it knows a few shapes of the mouth rather than the 15 visemes.</param>
public sealed record Peer(string Name, bool IsShapesOnly = false)
{
    /// <summary>All that are compared: three that hear, and one that is told the words and their exact times.</summary>
    public static IReadOnlyList<Peer> All { get; } = [new("wawa-lipsync"), new("wlipsync", IsShapesOnly: true), new("headaudio"), new("talkinghead")];
}
