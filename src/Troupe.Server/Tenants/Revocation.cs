using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>A token or a family that is refused; a stream for each, so that the directory of each node hears of these alone.</summary>
internal sealed record Revocation(CredentialRevoked? Revoked) : IFolded<Revocation>
{
    /// <inheritdoc/>
    public static string Kind => "revocation";

    /// <inheritdoc/>
    public static Revocation Initial { get; } = new((CredentialRevoked?)null);

    /// <inheritdoc/>
    public Revocation Apply(IDomainEvent fact) => fact is CredentialRevoked revoked ? new(revoked) : this;
}

/// <summary>A token or a family is refused from here on.</summary>
/// <param name="Token">Id of the token; null for a family.</param>
/// <param name="Family">The family; null for a token.</param>
/// <param name="Until">When the last token that it concerns has expired, and it can be forgotten.</param>
[EventType("credential.revoked")]
internal sealed record CredentialRevoked(string? Token, string? Family, DateTimeOffset Until) : IDomainEvent;
