using System.Runtime.CompilerServices;
using System.Text;

namespace Troupe.Server.Events.Protection;

/// <summary>Finds what the log says of a person. Facts of whatever kind are found by the person's pseudonym and the id of their key, which stand in them in clear.</summary>
internal sealed class PersonalFacts(EventStreams streams, Keyring keyring)
{
    /// <summary>The facts about a person; all facts of the tenant are looked through.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pseudonym">The person.</param>
    /// <param name="kind">Only those of streams of a kind; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<EventEnvelope> ReadAsync(TenantId tenant, string pseudonym, string? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (keyring.KeyIdOf(pseudonym) is not { } key)
        {
            yield break;
        }

        var (name, sealedBy) = (Encoding.ASCII.GetBytes(pseudonym), Encoding.ASCII.GetBytes(key.ToString("D")));
        await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(tenant, kind), afterPosition: 0, cancellationToken))
        {
            if (envelope.Data.Span.IndexOf(name) >= 0 || envelope.Data.Span.IndexOf(sealedBy) >= 0)
            {
                yield return envelope;
            }
        }
    }
}
