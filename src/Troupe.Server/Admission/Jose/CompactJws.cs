using System.Text;
using System.Text.Json;

namespace Troupe.Server.Admission.Jose;

/// <summary>A compact JWS (RFC 7515, section 7.1) that was read and not yet verified.</summary>
/// <param name="Header">The header.</param>
/// <param name="Payload">The claims.</param>
/// <param name="Signed">What the signature is over.</param>
/// <param name="Signature">The signature.</param>
internal sealed record CompactJws(JsonElement Header, JsonElement Payload, byte[] Signed, byte[] Signature)
{
    /// <summary>Longest token, in characters: many times what any issuer makes, and little enough to read for nothing.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary>
    /// Header members that lead a verifier astray: keys or their addresses inside the token, rules that every verifier must know,
    /// compression, and the members of encrypted tokens (RFC 8725, sections 2 and 3).
    /// </summary>
    private static readonly string[] Refused = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c", "cty"];

    /// <summary>The algorithm; null when the header names none.</summary>
    public string? Algorithm => Header.Text("alg", 16);

    /// <summary>The key; null when the header names none.</summary>
    public string? KeyId => Header.Text("kid", 128);

    /// <summary>The type; null when the header names none.</summary>
    public string? Type => Header.Text("typ", 64);

    /// <summary>Whether a text has the form of a compact token, right or wrong; anything else is another kind of credential.</summary>
    public static bool IsMeant(string text) => text.AsSpan().Count('.') > 1 || text.StartsWith('{');

    /// <summary>Reads a token.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">The token.</param>
    /// <returns>Why it is none, or null.</returns>
    public static string? Read(string text, out CompactJws? token)
    {
        token = null;
        if (text.Length > MaxLength)
        {
            return $"The token is longer than {MaxLength} characters.";
        }

        var parts = text.Split('.', 6);
        if (parts.Length != 3)
        {
            return parts.Length == 5 ? "Encrypted tokens are not taken." : "A token has three parts.";
        }

        if (Base64UrlText.Read(parts[0]) is not { Length: > 0 } header || Base64UrlText.Read(parts[1]) is not { Length: > 0 } payload || Base64UrlText.Read(parts[2]) is not { Length: > 0 } signature)
        {
            return "The parts of a token are canonical base64url.";
        }

        if (StrictJson.ReadObject(header) is not { } head || StrictJson.ReadObject(payload) is not { } claims)
        {
            return "Header and claims of a token are JSON objects in which each name stands once.";
        }

        if (Refused.FirstOrDefault(name => head.Has(name)) is { } astray)
        {
            return $"Tokens with '{astray}' in their header are not taken.";
        }

        token = new CompactJws(head, claims, Encoding.ASCII.GetBytes(text, 0, parts[0].Length + 1 + parts[1].Length), signature);
        return null;
    }
}
