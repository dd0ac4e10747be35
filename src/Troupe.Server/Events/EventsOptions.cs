namespace Troupe.Server.Events;

/// <summary>Where facts are kept; section <c>Troupe:Events</c>.</summary>
internal sealed class EventsOptions
{
    /// <summary>The store. Default: Memory.</summary>
    public EventStoreKind Store { get; set; } = EventStoreKind.Memory;
}

/// <summary>Kinds of stores.</summary>
internal enum EventStoreKind
{
    /// <summary>Facts are gone when the process ends: for trials.</summary>
    Memory,
}
