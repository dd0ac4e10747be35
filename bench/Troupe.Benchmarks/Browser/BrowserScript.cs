using System.Diagnostics;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Browser;

/// <summary>Runs a script of <c>bench/browser</c> that needs a browser and no server.</summary>
internal static class BrowserScript
{
    /// <summary>Runs it and reads what it left.</summary>
    /// <param name="name">Its name: it is <c>NAME.run.ts</c> and leaves <c>NAME.json</c>.</param>
    /// <param name="folder">Where it leaves that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<T> RunAsync<T>(string name, string folder, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        var start = new ProcessStartInfo("npx", ["--no-install", "vitest", "run", "--config", "bench/browser/alone.config.ts", "--reporter", "verbose", name]) { UseShellExecute = false };
        start.Environment["TROUPE_BENCH"] = folder;
        using var browser = Process.Start(start)!;
        try
        {
            await browser.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            browser.Kill(entireProcessTree: true);
            throw;
        }

        return JsonSerializer.Deserialize<T>(await File.ReadAllBytesAsync(Path.Combine(folder, name + ".json"), cancellationToken), Wire.Json)!;
    }
}
