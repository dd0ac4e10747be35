using System.Collections.Concurrent;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;

namespace Troupe.Server.Tenants;

/// <summary>Keys of all tenants by their ids, as admission asks for them. One writer; readers at any time.</summary>
internal sealed class KeyCards
{
    private readonly ConcurrentDictionary<string, KeyCard> _cards = new(StringComparer.Ordinal);

    /// <summary>Finds a key; null when there is none.</summary>
    public KeyCard? Find(string id) => _cards.GetValueOrDefault(id);

    /// <summary>Notes what a key is. An id that two tenants drew, which 62 random bits make a matter of thousands of years, stays with the first.</summary>
    public void Put(TenantId tenant, string id, ApiKey key)
    {
        if (key.Created is not { } created || (Find(id) is { } taken && taken.Tenant != tenant))
        {
            return;
        }

        _cards[id] = new KeyCard(tenant, id, key.Hash, ScopeSet.Parse(created.Scopes))
        {
            PreviousHash = key.PreviousHash,
            PreviousUntil = key.PreviousUntil,
            ExpiresAt = created.ExpiresAt,
            Origins = created.Kind is KeyKind.Publishable ? created.Origins : null,
            Scene = created.Scene,
            Revoked = key.Revoked,
        };
    }
}
