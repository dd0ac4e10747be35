using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;

namespace Troupe.Server.Tenants;

/// <summary>Makes the tokens of families. Thread-safe.</summary>
internal sealed class TokenMint(SigningKeys keys, IOptions<TokensOptions> options, TimeProvider time)
{
    /// <summary>A token that lasts less is refreshed more often than it is used.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(30);

    /// <summary>A random id of a token or a family: 128 bits, so that two are never the same.</summary>
    public static string CreateId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Makes the token of a family as it stands.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="family">The family.</param>
    /// <param name="heldFor">For how long the family is held back: the token reads alone, and lasts no longer; null while it is not.</param>
    public TokenIssued Make(TenantId tenant, string id, TokenFamily family, TimeSpan? heldFor = null)
    {
        var started = family.Started ?? throw new InvalidOperationException("A family that did not begin has no token.");
        var subject = started.Subject.ValueOr(null) ?? throw new InvalidOperationException("A family of a person who was erased has no token.");
        var (ring, now) = (keys.Ring, time.GetUtcNow());
        var from = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var lifetime = heldFor is { } hold && hold < started.Lifetime ? TimeSpan.FromTicks(Math.Min(started.Lifetime.Ticks, Math.Max(hold.Ticks, Least.Ticks))) : started.Lifetime;
        var until = started.RefreshUntil is { } last && last < from + lifetime ? last : from + lifetime;
        var scopes = ScopeSet.Parse(started.Scopes);
        var claims = new TokenClaims(tenant, subject, CreateId(), id, heldFor is null ? scopes : scopes.And(CallerVerdict.Reading), from, until)
        {
            Key = started.Key,
            Scene = started.Scene,
            Role = started.Role,
            Origin = started.Origin,
        };
        var token = ring.At(now).Sign(claims.Write(options.Value.Issuer, options.Value.Audience).Span);
        var refresh = started.RefreshUntil is null ? null : new RefreshSecret(tenant, id, family.Number).Reveal(ring.Secret);
        return new TokenIssued(token, DateTimeOffset.FromUnixTimeSeconds(until.ToUnixTimeSeconds()), claims.Id, id, refresh, started.RefreshUntil);
    }
}
