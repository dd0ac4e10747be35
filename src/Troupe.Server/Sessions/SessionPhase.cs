namespace Troupe.Server.Sessions;

/// <summary>Where a session stands.</summary>
internal enum SessionPhase
{
    /// <summary>Created; no socket came yet.</summary>
    Waiting,

    /// <summary>The first socket came; its handshake is not done.</summary>
    Opening,

    /// <summary>The conversation runs, or its end was not yet told to the client.</summary>
    Live,

    /// <summary>Nothing can come back to it.</summary>
    Forgotten,
}
