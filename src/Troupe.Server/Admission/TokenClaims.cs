using System.Buffers;
using System.Text.Json;

namespace Troupe.Server.Admission;

/// <summary>What a session token says.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Subject">Who.</param>
/// <param name="Id">Its id, <c>jti</c>.</param>
/// <param name="Family">The family: a token and those that refreshing makes of it.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="NotBefore">From when it is good; when it was issued, too.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record TokenClaims(TenantId Tenant, string Subject, string Id, string Family, ScopeSet Scopes, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt)
{
    /// <summary>The key that issued it; null for a development server's.</summary>
    public string? Key { get; init; }

    /// <summary>The only scene in which it opens sessions; null for all.</summary>
    public string? Scene { get; init; }

    /// <summary>What its bearer is in a session; null when it does not say.</summary>
    public string? Role { get; init; }

    /// <summary>The only origin that may send it; null for any.</summary>
    public string? Origin { get; init; }

    /// <summary>On whose behalf its bearer acts.</summary>
    public Caller ToCaller() => new(Tenant, Subject, Id, Scopes)
    {
        Kind = CredentialKind.Token,
        Key = Key,
        Family = Family,
        Scene = Scene,
        Role = Role,
        Origin = Origin,
        IssuedAt = NotBefore,
        ExpiresAt = ExpiresAt,
    };

    /// <summary>The claims as JSON.</summary>
    public ReadOnlyMemory<byte> Write(string issuer, string audience)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("iss", issuer);
        json.WriteString("aud", audience);
        json.WriteString("sub", Subject);
        json.WriteString("jti", Id);
        json.WriteNumber("iat", NotBefore.ToUnixTimeSeconds());
        json.WriteNumber("nbf", NotBefore.ToUnixTimeSeconds());
        json.WriteNumber("exp", ExpiresAt.ToUnixTimeSeconds());
        json.WriteString("tenant", Tenant.Value);
        json.WriteString("family", Family);
        json.WriteString("scope", Scopes.ToString());
        foreach (var (name, value) in new[] { ("key", Key), ("scene", Scene), ("role", Role), ("origin", Origin) })
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
