using Troupe.Benchmarks.Browser;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.AvSync;

/// <summary>
/// What it costs the page to hear visemes in sound at 48 kHz, in WebAssembly's SIMD and, for pages that forbid WebAssembly, in JavaScript: processor time in Node.js, and on the
/// thread of Chromium's AudioWorklet, which also renders the sound, for a frame once its code is warm, and to start. The best of four rounds, in which both take turns.
/// </summary>
internal sealed class PageLipsBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "page-lips";

    /// <inheritdoc/>
    public string Summary => "what hearing visemes in sound costs the page, in Node.js and in Chromium's AudioWorklet";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var (simd, script) = await BrowserScript.RunAsync<PageLips>(Name, run.RawFolder, cancellationToken);
        return
        [
            new Figure("node_us_per_frame", simd.Node, "us", "<= 50"),
            new Figure("node_script_us_per_frame", script.Node, "us"),
            new Figure("node_script_to_simd", script.Node / simd.Node, "times"),
            new Figure("chromium_us_per_frame", simd.Chromium, "us", "<= 50"),
            new Figure("chromium_script_us_per_frame", script.Chromium, "us"),
            new Figure("chromium_script_to_simd", script.Chromium / simd.Chromium, "times"),
            new Figure("chromium_start_ms", simd.Start, "ms"),
        ];
    }

    private sealed record PageLips(Kernel Simd, Kernel Script);

    /// <summary>Microseconds for a frame, and milliseconds until a worklet heard its first tenth of a second.</summary>
    private sealed record Kernel(double Node, double Chromium, double Start);
}
