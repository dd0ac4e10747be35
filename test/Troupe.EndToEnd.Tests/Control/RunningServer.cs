using System.Diagnostics;

namespace Troupe.EndToEnd.Tests.Control;

/// <summary>A server as a process of its own, that keeps nothing.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private const string Announcement = "Troupe is at ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Process? _process;

    /// <summary>A folder that is gone with the server; it records sessions there.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("troupe-running-");

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Troupe.Server.dll"), "--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory", $"--Troupe:Journal:Folder={Folder.FullName}"];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
            }
            else if (line.Data.StartsWith(Announcement, StringComparison.Ordinal))
            {
                listening.TrySetResult(line.Data[Announcement.Length..].Split(' ')[0]);
            }
        };
        _process.BeginOutputReadLine();
        Address = await listening.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        Folder.Delete(recursive: true);
    }
}
