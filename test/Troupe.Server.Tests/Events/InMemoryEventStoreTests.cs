using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Events;

[Trait("Category", "fast")]
public sealed class InMemoryEventStoreTests : EventStoreConformance
{
    private protected override Task<IEventStore> OpenAsync() => Task.FromResult<IEventStore>(new InMemoryEventStore(TimeProvider.System));
}
