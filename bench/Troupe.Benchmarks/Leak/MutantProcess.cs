using System.Diagnostics;
using Troupe.Testing.Isolation;

namespace Troupe.Benchmarks.Leak;

/// <summary>A server that runs as a mutant.</summary>
internal sealed class MutantProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MutantProcess(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it.</summary>
    /// <param name="assembly">The server with all mutations.</param>
    /// <param name="mutant">The mutation that acts; empty for none.</param>
    public static MutantProcess Start(string assembly, string mutant)
    {
        var folder = IsolationSettings.CreateFolder();
        var start = new ProcessStartInfo("dotnet", [assembly, .. IsolationSettings.For(folder)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment[MutatedServer.Variable] = mutant;
        return new MutantProcess(Process.Start(start)!, folder);
    }

    /// <summary>Where it listens.</summary>
    public Task<Uri> ListeningAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(Patience, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Read(string? line)
    {
        const string Listening = "Troupe is at ";
        if (line?.StartsWith(Listening, StringComparison.Ordinal) == true)
        {
            _listening.TrySetResult(new Uri(line.Split(' ')[3]));
        }
        else if (line is null)
        {
            _listening.TrySetException(new InvalidOperationException("The mutant ended before it listened."));
        }
    }
}
