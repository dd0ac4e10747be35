using Troupe.Benchmarks.Browser;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.AvSync;

/// <summary>What it costs the page to hear visemes in sound at 48 kHz: processor time in Node.js, and in Chromium's AudioWorklet what it adds to rendering. The best of three rounds.</summary>
internal sealed class PageLipsBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "page-lips";

    /// <inheritdoc/>
    public string Summary => "what hearing visemes in sound costs the page, in Node.js and in Chromium's AudioWorklet";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var (node, chromium) = await BrowserScript.RunAsync<PageLips>(Name, run.RawFolder, cancellationToken);
        return [new Figure("node_us_per_frame", node.Min(), "us", "<= 50"), new Figure("chromium_us_per_frame", chromium.Min(), "us", "<= 50")];
    }

    private sealed record PageLips(double[] Node, double[] Chromium);
}
