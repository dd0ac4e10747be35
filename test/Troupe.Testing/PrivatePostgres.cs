using System.Diagnostics;

namespace Troupe.Testing;

/// <summary>A PostgreSQL of one's own in a temporary folder, reached by a socket there alone. The programs are those of Debian's package, run as its user when the caller is root, which they refuse to be.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(programs => File.Exists(Path.Combine(programs, "initdb")))
        : null;

    private readonly string _options;

    private PrivatePostgres(string folder, string options) => (Folder, _options) = (folder, options);

    /// <summary>Whether the programs are there.</summary>
    public static bool IsInstalled => Programs is not null;

    /// <summary>The folder of the socket: the Host of a connection string.</summary>
    public string Folder { get; }

    /// <summary>Makes and starts one.</summary>
    /// <param name="settings">Settings of the server, such as <c>fsync=off</c>.</param>
    /// <exception cref="InvalidOperationException">A program failed.</exception>
    public static async Task<PrivatePostgres> CreateAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("troupe-pg-").FullName;
        var postgres = new PrivatePostgres(folder, string.Join(' ', ((string[])["listen_addresses=", $"unix_socket_directories={folder}", .. settings]).Select(setting => $"-c {setting}")));
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", "postgres", folder);
            }

            await AsPostgresAsync("initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--pgdata", $"{folder}/data");
            await postgres.StartAsync();
            return postgres;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>The connection string of a data base.</summary>
    public string ConnectionTo(string database) => $"Host={Folder};Username=postgres;Database={database};Timeout=5;Command Timeout=10";

    /// <summary>Starts it, and waits until it answers.</summary>
    public Task StartAsync() => AsPostgresAsync("pg_ctl", "start", "--wait", "--silent", "--log", $"{Folder}/log", "--pgdata", $"{Folder}/data", "--options", _options);

    /// <summary>Stops it at once, as a crash would.</summary>
    public Task StopAsync() => AsPostgresAsync("pg_ctl", "stop", "--mode=immediate", "--silent", "--pgdata", $"{Folder}/data");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Task AsPostgresAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", $"{Programs}/{program}", .. arguments])
            : RunAsync($"{Programs}/{program}", arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
