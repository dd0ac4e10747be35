using Microsoft.Extensions.Options;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Events;

/// <summary>Adds the room.</summary>
internal static class EventsSetup
{
    /// <summary>Registers the store that the settings choose.</summary>
    public static void AddEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EventsOptions>().BindConfiguration("Troupe:Events").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IEventStore>(services => services.GetRequiredService<IOptions<EventsOptions>>().Value.Store switch
        {
            EventStoreKind.Memory => new InMemoryEventStore(services.GetRequiredService<TimeProvider>()),
            var other => throw new InvalidOperationException($"There is no store {other}."),
        });
        builder.Services.AddSingleton<EventCodec>();
        builder.Services.AddSingleton<EventStreams>();
    }
}
