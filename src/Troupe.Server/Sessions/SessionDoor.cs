namespace Troupe.Server.Sessions;

/// <summary>What a ticket opens.</summary>
internal enum SessionDoor
{
    /// <summary>Nothing.</summary>
    Shut,

    /// <summary>The session's first socket.</summary>
    Opening,

    /// <summary>A socket that takes the session over.</summary>
    Resuming,
}
