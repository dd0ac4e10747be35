using System.Diagnostics;

namespace Troupe.EndToEnd.Tests.Talk;

/// <summary>Runs the command line tool as a process of its own.</summary>
internal static class TroupeProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static Task<(int ExitCode, string[] Output, string Errors)> RunAsync(string folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs it with more in its environment.</summary>
    public static async Task<(int ExitCode, string[] Output, string Errors)> RunAsync(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "troupe.dll");
        var start = new ProcessStartInfo("dotnet", [tool, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
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
