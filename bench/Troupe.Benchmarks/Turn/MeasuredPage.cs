using Troupe.Testing.Pages;

namespace Troupe.Benchmarks.Turn;

/// <summary>The page of turns without a browser.</summary>
internal static class MeasuredPage
{
    /// <summary>Buffers as the browser's does: 41 to 70 ms from the first packet's arrival to the loudspeaker are what <c>stage_playback_latency_ms_browser</c> shows on a quiet line.</summary>
    public static SimulatedPageOptions Options { get; } = new() { PlayoutDelay = TimeSpan.FromMilliseconds(55) };
}
