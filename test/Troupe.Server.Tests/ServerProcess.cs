using System.Diagnostics;
using System.Text;

namespace Troupe.Server.Tests;

/// <summary>The server in a process of its own, with a limit on open files.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>Whether it runs.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>What it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it; both limits are lowered, because the runtime raises the soft one to the hard one.</summary>
    public static ServerProcess Start(int openFiles, params string[] settings)
    {
        var server = Path.Combine(AppContext.BaseDirectory, "Troupe.Server.dll");
        var start = new ProcessStartInfo("/bin/bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"ulimit -n {openFiles}; exec dotnet \"$@\"");
        start.ArgumentList.Add("server");
        foreach (var argument in (string[])[server, "--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory", .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        var process = new ServerProcess(Process.Start(start)!);
        process._process.OutputDataReceived += (_, line) => process.Read(line.Data);
        process._process.ErrorDataReceived += (_, line) => process.Read(line.Data);
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Where it listens.</summary>
    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(WireClient.Patience);

    /// <summary>Asks it to stop.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(WireClient.Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        const string Listening = "Troupe is at ";
        if (line?.StartsWith(Listening, StringComparison.Ordinal) == true)
        {
            _listening.TrySetResult(new Uri(line.Split(' ')[3]));
        }
    }
}
