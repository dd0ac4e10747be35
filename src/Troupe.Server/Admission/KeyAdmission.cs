using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Admission;

/// <summary>Admits by API key.</summary>
internal sealed class KeyAdmission(ITenantDirectory directory, TimeProvider time)
{
    private static readonly AdmissionDecision.Refused Wrong = new("unauthorized", "The API key is not one of this server.");

    /// <summary>Decides about a request.</summary>
    /// <param name="credential">The key.</param>
    /// <param name="origin">The origin of the page that sent it; null when no page did.</param>
    public AdmissionDecision Decide(string credential, string? origin)
    {
        if (!KeyText.TryParse(credential, out var key) || directory.FindKey(key.Id) is not { } card || !Fits(card, key.Hash))
        {
            return Wrong;
        }

        var caller = CallerOf(card, origin);
        if (directory.IsRevoked(caller))
        {
            return new AdmissionDecision.Refused("token_revoked", "The API key was revoked, or its tenant is suspended.");
        }

        if (card.ExpiresAt <= time.GetUtcNow())
        {
            return new AdmissionDecision.Refused("token_expired", "The API key has expired; create another.");
        }

        if (card.Origins is { } origins && (origin is null || !origins.Contains(origin)))
        {
            return new AdmissionDecision.Refused("forbidden_origin", $"The publishable key is good for pages of {string.Join(" and ", origins)}.");
        }

        return new AdmissionDecision.Admitted(caller);
    }

    private bool Fits(KeyCard card, string hash) =>
        Equal(card.Hash, hash) || (card.PreviousHash is { } previous && card.PreviousUntil > time.GetUtcNow() && Equal(previous, hash));

    private static bool Equal(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    private static Caller CallerOf(KeyCard card, string? origin) => new(card.Tenant, card.Id, card.Id, card.Scopes)
    {
        Kind = CredentialKind.Key,
        Key = card.Id,
        Scene = card.Scene,
        ExpiresAt = card.ExpiresAt,
        Origin = card.Origins is null ? null : origin,
    };
}
