using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Troupe.Server.Events;

/// <summary>Where facts are kept; section <c>Troupe:Events</c>.</summary>
internal sealed class EventsOptions
{
    /// <summary>The store. Default: Sqlite.</summary>
    public EventStoreKind Store { get; set; } = EventStoreKind.Sqlite;

    /// <summary>The folder of the SQLite log, made if it does not exist, readable by the server's user alone; relative to where the server is started. One server uses it at a time. Default: data/log.</summary>
    [Required]
    public string Folder { get; set; } = "data/log";

    /// <summary>The PostgreSQL data base, as a connection string of Npgsql such as <c>Host=db;Database=troupe;Username=troupe</c>; needed with the store Postgres, best set in the environment as it may hold a password. Default: null.</summary>
    public string? Connection { get; set; }

    /// <summary>What does not fit, as sentences.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        if (Store != EventStoreKind.Postgres)
        {
            return [];
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(Connection).Host is { Length: > 0 } ? [] : ["Troupe:Events:Connection names no Host, and the store Postgres needs one."];
        }
        catch (ArgumentException unreadable)
        {
            return [$"Troupe:Events:Connection cannot be read: {unreadable.Message}"];
        }
    }
}

/// <summary>Kinds of stores.</summary>
internal enum EventStoreKind
{
    /// <summary>Facts are gone when the process ends: for trials.</summary>
    Memory,

    /// <summary>A file of SQLite beside the server.</summary>
    Sqlite,

    /// <summary>A PostgreSQL data base (15 or later) that several servers may share.</summary>
    Postgres,
}
