using System.Diagnostics;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Browser;

/// <summary>Runs scripts of <c>bench/browser</c>.</summary>
internal static class BrowserScript
{
    /// <summary>Runs a script that needs a browser and no server, and reads what it left.</summary>
    /// <param name="name">Its name: it is <c>NAME.run.ts</c> and leaves <c>NAME.json</c>.</param>
    /// <param name="folder">Where it leaves that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<T> RunAsync<T>(string name, string folder, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        await RunAsync("alone.config.ts", folder, [name], cancellationToken);
        return JsonSerializer.Deserialize<T>(await File.ReadAllBytesAsync(Path.Combine(folder, name + ".json"), cancellationToken), Wire.Json)!;
    }

    /// <summary>Runs the scripts of a configuration.</summary>
    /// <param name="config">A file of <c>bench/browser</c>.</param>
    /// <param name="folder">The whole path of where they leave what they measure.</param>
    /// <param name="names">Those to run; all when there is none.</param>
    /// <param name="cancellationToken">Ends the browser too.</param>
    public static async Task RunAsync(string config, string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("npx", ["--no-install", "vitest", "run", "--config", "bench/browser/" + config, "--reporter", "verbose", .. names]) { UseShellExecute = false };
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
    }
}
