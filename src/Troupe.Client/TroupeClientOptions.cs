namespace Troupe.Client;

/// <summary>How a <see cref="TroupeClient"/> asks.</summary>
public sealed class TroupeClientOptions
{
    /// <summary>Gives the API key or token of the next attempt; asked again after a token has expired. Default: null, none.</summary>
    public Func<CancellationToken, ValueTask<string?>>? Credential { get; init; }

    /// <summary>How often a request is sent at most, from 1. Default: 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The longest wait between two attempts; a server that asks for a longer one is believed, and its refusal thrown. Default: 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of the waits. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether asking for the credential again cannot help.</summary>
    internal bool IsCredentialFixed { get; init; }
}
