namespace Troupe.Server.Events.Protection;

/// <summary>Personal data in the log is sealed with the keys of this key store; the first server that opened the log says so.</summary>
/// <param name="Fingerprint">What <see cref="Keyring.Fingerprint"/> says.</param>
[EventType("keyring.used")]
internal sealed record KeyringUsed(string Fingerprint) : IDomainEvent
{
    private static readonly StreamId Stream = new(TenantId.Local, "keyring", "log");

    /// <summary>Sees to it that the log and the key store belong together, and the key stores of all servers that share the log are one.</summary>
    /// <exception cref="ProtectionException">They do not.</exception>
    public static async Task CheckAsync(Keyring keyring, EventStreams streams, CancellationToken cancellationToken)
    {
        if (keyring.Fingerprint is not { } own)
        {
            return;
        }

        // Of servers that start at once one is first.
        var used = await FindAsync(streams, cancellationToken);
        if (used is null && await streams.Store.AppendAsync([streams.Write(Stream, 0, [new KeyringUsed(own)])], cancellationToken) is not AppendOutcome.Appended)
        {
            used = await FindAsync(streams, cancellationToken);
        }

        if (used is not null && used != own)
        {
            throw new ProtectionException(
                $"Personal data in this log is sealed with the keys of another key store ({used}; this one is {own}). Servers that share a log share a key store: give each of them the same Troupe:Protection:Connection and a copy of the same key file (Troupe:Protection:KeyFile). A single server: restore the folder of its keys (Troupe:Protection:Folder) from its backup.");
        }
    }

    private static async ValueTask<string?> FindAsync(EventStreams streams, CancellationToken cancellationToken)
    {
        await foreach (var envelope in streams.Store.ReadStreamAsync(Stream, afterVersion: 0, cancellationToken))
        {
            return (streams.Read(envelope) as KeyringUsed)?.Fingerprint;
        }

        return null;
    }
}
