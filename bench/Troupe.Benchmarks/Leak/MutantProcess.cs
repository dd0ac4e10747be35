using System.Diagnostics;
using Troupe.Testing.Isolation;

namespace Troupe.Benchmarks.Leak;

/// <summary>A server that runs as one mutant after another.</summary>
internal sealed class MutantProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<string> _switched = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
    public static MutantProcess Start(string assembly)
    {
        var folder = IsolationSettings.CreateFolder();
        var start = new ProcessStartInfo("dotnet", [assembly, .. IsolationSettings.For(folder)]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        return new MutantProcess(Process.Start(start)!, folder);
    }

    /// <summary>Where it listens.</summary>
    public Task<Uri> ListeningAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(Patience, cancellationToken);

    /// <summary>Whether it has ended, as a mutant may.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Runs as another mutant from now on.</summary>
    /// <param name="mutant">The mutation that acts; empty for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SwitchAsync(string mutant, CancellationToken cancellationToken)
    {
        _switched = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(mutant.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var answered = await _switched.Task.WaitAsync(Patience, cancellationToken);
        if (answered != mutant)
        {
            throw new InvalidOperationException($"The server runs as '{answered}' and not as '{mutant}'.");
        }
    }

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
        else if (line?.StartsWith(MutantSwitch.Answer, StringComparison.Ordinal) == true)
        {
            _switched.TrySetResult(line[MutantSwitch.Answer.Length..]);
        }
        else if (line is null)
        {
            _switched.TrySetException(new InvalidOperationException("The mutant ended."));
            _listening.TrySetException(new InvalidOperationException("The mutant ended before it listened."));
        }
    }
}
