using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Troupe.Server.Events;
using Troupe.Server.Events.Postgres;
using Troupe.Testing;

namespace Troupe.Server.Tests.Events.Postgres;

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "PostgreSQL";
}

/// <summary>The PostgreSQL of the tests; what it keeps need not survive the machine.</summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private PrivatePostgres? _postgres;
    private int _databases;

    public async ValueTask InitializeAsync() => _postgres = PrivatePostgres.IsInstalled ? await PrivatePostgres.CreateAsync("fsync=off", "max_connections=60") : null;

    /// <summary>The folder of all of its files.</summary>
    public string Folder => _postgres!.Folder;

    /// <summary>Starts it again.</summary>
    public Task StartAsync() => _postgres!.StartAsync();

    /// <summary>Stops it at once.</summary>
    public Task StopAsync() => _postgres!.StopAsync();

    /// <summary>Makes an empty data base; its connection string.</summary>
    public async Task<string> CreateAsync()
    {
        Assert.SkipWhen(_postgres is null, "PostgreSQL is not installed: apt-get install postgresql.");
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionTo("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return _postgres.ConnectionTo(name);
    }

    /// <summary>Opens a store, as one server would.</summary>
    internal static async Task<IEventStore> OpenAsync(string connection) =>
        await PostgresEventStore.OpenAsync(connection, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _postgres?.DisposeAsync() ?? default;
}
