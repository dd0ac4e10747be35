using Microsoft.Extensions.Options;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Events.Postgres;
using Troupe.Server.Events.Protection;
using Troupe.Server.Events.Sqlite;

namespace Troupe.Server.Events;

/// <summary>Adds the room.</summary>
internal static class EventsSetup
{
    /// <summary>Registers the store that the settings choose; it is opened when the server starts.</summary>
    /// <param name="builder">The server's builder.</param>
    /// <param name="loadSqlite">Loads the system's SQLite and tells its version; null when there is none.</param>
    public static void AddEvents(this WebApplicationBuilder builder, Func<string?> loadSqlite)
    {
        builder.Services.AddOptions<EventsOptions>().BindConfiguration("Troupe:Events").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EventsOptions>>(new OwnMistakes<EventsOptions>(options => options.Mistakes()));
        builder.Services.AddSingleton<IEventStore>(services =>
        {
            var (options, time) = (services.GetRequiredService<IOptions<EventsOptions>>().Value, services.GetRequiredService<TimeProvider>());
            return options.Store switch
            {
                EventStoreKind.Memory => new InMemoryEventStore(time),
                EventStoreKind.Sqlite when loadSqlite() is null => throw new EventStoreException(
                    "storage_unavailable", "The system has no SQLite library (libsqlite3.so.0). Install it (apt-get install libsqlite3-0), or set Troupe:Events:Store to Memory for a trial."),
                EventStoreKind.Sqlite => SqliteEventStore.Open(options.Folder, time),
                EventStoreKind.Postgres => PostgresEventStore.OpenAsync(options.Connection!, time, services.GetRequiredService<ILogger<PostgresEventStore>>(), CancellationToken.None).GetAwaiter().GetResult(),
                var other => throw new InvalidOperationException($"There is no store {other}."),
            };
        });
        builder.Services.AddOptions<ProtectionOptions>().BindConfiguration("Troupe:Protection").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services =>
        {
            var options = services.GetRequiredService<IOptions<ProtectionOptions>>().Value;
            return services.GetRequiredService<IOptions<EventsOptions>>().Value.Store == EventStoreKind.Memory ? Keyring.InMemory()
                : options.Connection is { Length: > 0 } connection ? Keyring.Of(PostgresKeyStore.Open(connection, Path.GetFullPath(options.KeyFile), Path.GetFullPath(Path.Combine(options.Folder, "subjects"))))
                : Keyring.Open(Path.Combine(options.Folder, "subjects"), options.KeyFile);
        });
        builder.Services.AddSingleton<EventCodec>();
        builder.Services.AddSingleton<EventStreams>();
        builder.Services.AddSingleton<PersonalFacts>();
        builder.Services.AddSingleton<Erasure>();
        builder.Services.AddHostedService<StoreOpening>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Erasure>());
    }

    // Having the store is opening it: a log that cannot be used stops the server at its start.
    private sealed class StoreOpening(IEventStore store, Keyring keyring, EventStreams streams, Erasure erasure, ILogger<StoreOpening> logger) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await KeyringUsed.CheckAsync(keyring, streams, cancellationToken);
            await erasure.CompleteAsync(cancellationToken);
            logger.StoreOpened(store.GetType().Name, await store.HeadAsync(cancellationToken));
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
