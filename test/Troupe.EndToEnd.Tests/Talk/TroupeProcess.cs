using System.Diagnostics;

namespace Troupe.EndToEnd.Tests.Talk;

/// <summary>Runs the command line tool as a process of its own.</summary>
internal static class TroupeProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<(int ExitCode, string[] Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "troupe.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tool, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
