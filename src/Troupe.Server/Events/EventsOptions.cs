using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Events;

/// <summary>Where facts are kept; section <c>Troupe:Events</c>.</summary>
internal sealed class EventsOptions
{
    /// <summary>The store. Default: Sqlite.</summary>
    public EventStoreKind Store { get; set; } = EventStoreKind.Sqlite;

    /// <summary>The folder of the SQLite log, made if it does not exist, readable by the server's user alone; relative to where the server is started. One server uses it at a time. Default: data.</summary>
    [Required]
    public string Folder { get; set; } = "data";
}

/// <summary>Kinds of stores.</summary>
internal enum EventStoreKind
{
    /// <summary>Facts are gone when the process ends: for trials.</summary>
    Memory,

    /// <summary>A file of SQLite beside the server.</summary>
    Sqlite,
}
