using System.Security.Cryptography;
using System.Text;
using Troupe.Server.Events;

namespace Troupe.Server.Abuse;

/// <summary>A credential is held: all servers of a store hear of it.</summary>
/// <param name="Credential">Its common name.</param>
/// <param name="Response">What its use is answered with.</param>
/// <param name="Until">Until when; when the credential cannot be used any longer anyway, for what does not end before.</param>
[EventType("credential.held")]
internal sealed record CredentialHeld(string Credential, AbuseResponse Response, DateTimeOffset Until) : IDomainEvent
{
    /// <summary>The kind of the streams, one for each credential.</summary>
    public const string Kind = "hold";

    /// <summary>The stream of a credential; an issuer's may be called anything.</summary>
    public static StreamId StreamOf(TenantId tenant, string credential) =>
        new(tenant, Kind, StreamId.IsId(credential) ? credential : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential))));
}
