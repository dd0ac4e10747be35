using System.Collections.Concurrent;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;

namespace Troupe.Server.Tenants;

/// <summary>Issuers that tenants trust, by issuer and audience. A pair belongs to the first tenant that named it: nobody takes over the people of another. One writer; readers at any time.</summary>
internal sealed class Issuers
{
    private readonly ConcurrentDictionary<(string Issuer, string Audience), IssuerCard> _cards = new();

    /// <summary>Finds an issuer; null when no tenant trusts it for the audience.</summary>
    public IssuerCard? Find(string issuer, string audience) => _cards.GetValueOrDefault((issuer, audience));

    /// <summary>Notes what a tenant trusts now, in place of what it trusted.</summary>
    public void Put(TenantId tenant, Federation? terms)
    {
        foreach (var (pair, card) in _cards)
        {
            if (card.Tenant == tenant)
            {
                _cards.TryRemove(pair, out _);
            }
        }

        if (terms is not null)
        {
            _cards.TryAdd((terms.Issuer, terms.Audience), new IssuerCard(tenant, terms));
        }
    }
}
