using Troupe.Benchmarks.Browser;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.AvSync;

/// <summary>
/// A minute of speech through the real client in Chromium. The speech says at every sample which one it is, so that what sounds is compared frame by frame with what the face is posed for;
/// the mouth's pixels are compared as well. Packets stay away once, and the page is held up once. See <c>bench/browser/av-sync.run.ts</c>.
/// </summary>
internal sealed class AvSyncBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "av-sync";

    /// <inheritdoc/>
    public string Summary => "how far the face is from the sound over a minute in Chromium, and after an underrun and a tab that was held up";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var sync = await BrowserScript.RunAsync<AvSync>(Name, run.RawFolder, cancellationToken);
        double[] apart = [.. sync.Offsets.Select(Math.Abs).Order()];
        double[] signed = [.. sync.Offsets.Order()];
        return
        [
            new Figure("frames", sync.Frames, "", ">= 1000"),
            new Figure("offset_median_ms", At(signed, 0.5), "ms"),
            new Figure("offset_p95_ms", At(apart, 0.95), "ms", "<= 20"),
            new Figure("offset_max_ms", apart[^1], "ms", "<= 45"),
            new Figure("mouth_lag_ms", sync.MouthLag, "ms", "-20 to 20"),
            .. sync.Resynchronised.Select(disturbed => new Figure($"resynchronised_{disturbed.Kind}_ms", disturbed.Milliseconds, "ms", "<= 250")),
        ];
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private sealed record AvSync(int Frames, double[] Offsets, double MouthLag, Resynchronised[] Resynchronised);

    private sealed record Resynchronised(string Kind, double Milliseconds);
}
