using System.Globalization;
using System.Text;
using Troupe.Contracts.Merkle;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>
/// An entry as a line of JSON: what is exported, and what is hashed. Place, time and id are in it beside the entry's bytes as they are stored, so that none of them can be changed unseen.
/// </summary>
/// <remarks>Times are in whole milliseconds: every store keeps that much.</remarks>
internal static class AuditLine
{
    /// <summary>The line without its line break.</summary>
    public static byte[] Of(EventEnvelope envelope)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"index\":{envelope.Version - 1},\"at\":\"{envelope.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",\"id\":\"{envelope.Id}\",\"entry\":");
        return [.. Encoding.UTF8.GetBytes(head), .. envelope.Data.Span, (byte)'}'];
    }

    /// <summary>Its hash.</summary>
    public static MerkleHash HashOf(EventEnvelope envelope) => MerkleHash.OfLeaf(Of(envelope));
}
