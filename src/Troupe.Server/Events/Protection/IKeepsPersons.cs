namespace Troupe.Server.Events.Protection;

/// <summary>Keeps something of persons outside the log, in memory or in files, and can let go of it. Asked on every node when a person is erased; thread-safe.</summary>
internal interface IKeepsPersons
{
    /// <summary>What is kept, such as <c>recording</c>.</summary>
    string Kind { get; }

    /// <summary>How much of it there is on this node.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pseudonym">The person, as <see cref="Keyring.PseudonymOf"/> names them.</param>
    int CountOf(TenantId tenant, string pseudonym);

    /// <summary>Lets go of it; it may be asked again.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pseudonym">The person, as <see cref="Keyring.PseudonymOf"/> names them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EventStoreException">The log cannot take that they are gone; ask again.</exception>
    ValueTask ForgetAsync(TenantId tenant, string pseudonym, CancellationToken cancellationToken);
}
