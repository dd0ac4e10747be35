using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Troupe.Server.Events;
using Troupe.Server.Events.Postgres;

namespace Troupe.Server.Tests.Events.Postgres;

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "PostgreSQL";
}

/// <summary>A PostgreSQL of the tests' own in a folder of its own, reached by a socket there; of Debian's package, run as its user since root may not.</summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(programs => File.Exists(Path.Combine(programs, "initdb")))
        : null;

    private readonly string _folder = Directory.CreateTempSubdirectory("troupe-pg-").FullName;
    private int _databases;

    /// <summary>Whether Debian's package is there.</summary>
    public static bool IsInstalled => Programs is not null;

    public async ValueTask InitializeAsync()
    {
        if (IsInstalled)
        {
            await RunAsync("chown", "postgres", _folder);
            await AsPostgresAsync("initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--pgdata", $"{_folder}/data");
            await StartAsync();
        }
    }

    /// <summary>Starts it; what it keeps need not survive the machine.</summary>
    public Task StartAsync() =>
        AsPostgresAsync("pg_ctl", "start", "--wait", "--silent", "--log", $"{_folder}/log", "--pgdata", $"{_folder}/data", "--options", $"-c listen_addresses= -c unix_socket_directories={_folder} -c fsync=off -c max_connections=60");

    /// <summary>Stops it at once.</summary>
    public Task StopAsync() => AsPostgresAsync("pg_ctl", "stop", "--mode=immediate", "--silent", "--pgdata", $"{_folder}/data");

    /// <summary>Makes an empty data base; its connection string.</summary>
    public async Task<string> CreateAsync()
    {
        Assert.SkipUnless(IsInstalled, "PostgreSQL is not installed: apt-get install postgresql.");
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    /// <summary>Opens a store, as one server would.</summary>
    internal static async Task<IEventStore> OpenAsync(string connection) =>
        await PostgresEventStore.OpenAsync(connection, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (IsInstalled)
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionTo(string database) => $"Host={_folder};Username=postgres;Database={database};Timeout=5;Command Timeout=10";

    private static Task AsPostgresAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", $"{Programs}/{program}", .. arguments])
            : RunAsync($"{Programs}/{program}", arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, program);
    }
}
