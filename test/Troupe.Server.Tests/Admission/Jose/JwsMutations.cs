using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Tests.Admission.Jose;

/// <summary>
/// Tokens that must be refused, each one step from a good one: the attacks of RFC 8725, and what lax readers of JSON and base64url let pass.
/// A step is a test of its own, in the manner of the Wycheproof vectors.
/// </summary>
internal sealed class JwsMutations(SigningKey key, DateTimeOffset now)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly string _header = $$"""{"alg":"ES256","kid":"{{key.Public.Kid}}","typ":"at+jwt"}""";
    private readonly string _payload = $$"""{"iss":"troupe","aud":"troupe","sub":"u1","jti":"j1","iat":{{now.ToUnixTimeSeconds()}},"nbf":{{now.ToUnixTimeSeconds()}},"exp":{{now.ToUnixTimeSeconds() + 600}},"tenant":"acme","family":"f1","scope":"session:talk"}""";

    /// <summary>The good token.</summary>
    public string Good => JwsForge.Elliptic(key.Private, _header, _payload);

    /// <summary>Every bad one, by what was done to it.</summary>
    public IEnumerable<(string Name, string Token)> All() => [.. Algorithms(), .. Headers(), .. Texts(), .. Bytes(), .. Claims(), .. Times()];

    private IEnumerable<(string, string)> Algorithms()
    {
        foreach (var none in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            var header = _header.Replace("ES256", none, StringComparison.Ordinal);
            yield return ($"alg '{none}', empty signature", JwsForge.Signed(Utf8(header), Utf8(_payload)) + ".");
            yield return ($"alg '{none}', signature of the key", JwsForge.Elliptic(key.Private, header, _payload));
        }

        foreach (var other in new[] { "ES384", "ES512", "ES256K", "es256", "RS256", "PS256", "EdDSA", "HS256", "ES256 ", "ECDSA" })
        {
            yield return ($"alg {other}, signature of the key", JwsForge.Elliptic(key.Private, _header.Replace("ES256", other, StringComparison.Ordinal), _payload));
        }

        using var pem = ECDsa.Create(key.Private);
        var secrets = new Dictionary<string, byte[]> { ["SPKI"] = pem.ExportSubjectPublicKeyInfo(), ["PEM"] = Utf8(pem.ExportSubjectPublicKeyInfoPem()), ["x"] = key.Private.Q.X!, ["nothing"] = [] };
        foreach (var (form, secret) in secrets)
        {
            yield return ($"alg HS256 with the public key as {form}", JwsForge.Hmac(secret, _header.Replace("ES256", "HS256", StringComparison.Ordinal), _payload));
            yield return ($"alg ES256 with an HMAC of the public key as {form}", JwsForge.Hmac(secret, _header, _payload));
        }

        using var rsa = RSA.Create(2048);
        yield return ("alg RS256 by a key of the attacker", JwsForge.Rsa(rsa, _header.Replace("ES256", "RS256", StringComparison.Ordinal), _payload));
        yield return ("no alg", JwsForge.Elliptic(key.Private, _header.Replace("\"alg\":\"ES256\",", "", StringComparison.Ordinal), _payload));
        yield return ("alg null", JwsForge.Elliptic(key.Private, _header.Replace("\"ES256\"", "null", StringComparison.Ordinal), _payload));
        yield return ("alg in a list", JwsForge.Elliptic(key.Private, _header.Replace("\"ES256\"", "[\"ES256\"]", StringComparison.Ordinal), _payload));
    }

    private IEnumerable<(string, string)> Headers()
    {
        using var attacker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var theirs = new SigningKey(attacker.ExportParameters(includePrivateParameters: true), now);
        var jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{theirs.Public.X}}","y":"{{theirs.Public.Y}}"}""";
        foreach (var member in new[]
        {
            $"\"jwk\":{jwk}", "\"kid\":\"other\"", "\"jku\":\"https://evil.example/jwks.json\"", "\"x5u\":\"https://evil.example/c.pem\"", "\"x5c\":[\"MIIB\"]", "\"crit\":[\"exp\"]", "\"crit\":[]", "\"b64\":false,\"crit\":[\"b64\"]",
            "\"zip\":\"DEF\"", "\"enc\":\"A128GCM\"", "\"cty\":\"JWT\"", "\"p2c\":1000000000", "\"moon\":1",
        })
        {
            var header = _header.Replace("}", $",{member}}}", StringComparison.Ordinal);
            yield return ($"header with {member.Split(jwk)[0]}", JwsForge.Elliptic(key.Private, header, _payload));
            yield return ($"header with {member.Split(jwk)[0]}, by the attacker's key", JwsForge.Elliptic(theirs.Private, header, _payload));
        }

        foreach (var (name, kid) in new[]
        {
            ("of the attacker's key", theirs.Public.Kid), ("empty", ""), ("a path", "../../../../dev/null"), ("SQL", "' OR 1=1 --"), ("an address", "http://evil.example/key"), ("and a space", key.Public.Kid + " "),
            ("and a letter", key.Public.Kid + "x"), ("and a zero", key.Public.Kid + "\\u0000"), ("too long", new string('k', 1_000)),
        })
        {
            var header = _header.Replace(key.Public.Kid, kid, StringComparison.Ordinal);
            yield return ($"kid {name}", JwsForge.Elliptic(key.Private, header, _payload));
            yield return ($"kid {name}, by the attacker's key", JwsForge.Elliptic(theirs.Private, header, _payload));
        }

        yield return ("no kid", JwsForge.Elliptic(key.Private, """{"alg":"ES256","typ":"at+jwt"}""", _payload));
        yield return ("kid of another type", JwsForge.Elliptic(key.Private, """{"alg":"ES256","kid":7,"typ":"at+jwt"}""", _payload));
        yield return ("by the attacker's key", JwsForge.Elliptic(theirs.Private, _header, _payload));
        foreach (var typ in new[] { "\"JWT\"", "\"at+JWT\"", "\"jwt\"", "\"application/at+jwt\"", "\"logout+jwt\"", "\"\"", "null", "1" })
        {
            yield return ($"typ {typ}", JwsForge.Elliptic(key.Private, _header.Replace("\"at+jwt\"", typ, StringComparison.Ordinal), _payload));
        }

        yield return ("no typ", JwsForge.Elliptic(key.Private, _header.Replace(",\"typ\":\"at+jwt\"", "", StringComparison.Ordinal), _payload));
        yield return ("alg twice", JwsForge.Elliptic(key.Private, _header.Replace("{", "{\"alg\":\"none\",", StringComparison.Ordinal), _payload));
        yield return ("alg twice, once escaped", JwsForge.Elliptic(key.Private, _header.Replace("{", "{\"\\u0061lg\":\"none\",", StringComparison.Ordinal), _payload));
    }

    private IEnumerable<(string, string)> Texts()
    {
        var good = Good;
        var parts = good.Split('.');
        foreach (var space in new[] { " ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\0" })
        {
            var name = Convert.ToHexString(Utf8(space));
            yield return ($"{name} before", space + Good);
            yield return ($"{name} after", Good + space);
            yield return ($"{name} inside", parts[0] + "." + parts[1].Insert(8, space) + "." + parts[2]);
        }

        yield return ("two parts", parts[0] + "." + parts[1]);
        yield return ("four parts", Good + ".AAAA");
        yield return ("five parts, as of an encrypted token", Good + ".AAAA.AAAA");
        yield return ("two dots alone", "..");
        yield return ("no header", $".{parts[1]}.{parts[2]}");
        yield return ("no payload", $"{parts[0]}..{parts[2]}");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("JSON serialisation, flattened", $$"""{"protected":"{{parts[0]}}","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}""");
        yield return ("JSON serialisation, general", $$"""{"payload":"{{parts[1]}}","signatures":[{"protected":"{{parts[0]}}","signature":"{{parts[2]}}"}]}""");
        yield return ("too long", JwsForge.Elliptic(key.Private, _header, _payload.Replace("}", $",\"pad\":\"{new string('x', 8192)}\"}}", StringComparison.Ordinal)));
        for (var part = 0; part < 3; part++)
        {
            foreach (var tail in new[] { "=", "==", "+", "/", "A", "AA", "%3D", "é" })
            {
                var changed = parts.ToArray();
                changed[part] += tail;
                yield return ($"part {part} with {tail} at its end", string.Join('.', changed));
            }
        }

        // Signed as they stand, so that nothing but the form speaks against them.
        yield return ("payload of standard base64, signed so", JwsForge.EllipticOver(key.Private, $"{parts[0]}.{Convert.ToBase64String(Utf8(_payload.Replace("u1", "u>?", StringComparison.Ordinal)))}"));
        yield return ("padded payload, signed so", JwsForge.EllipticOver(key.Private, $"{parts[0]}.{Padded(_payload)}"));
        yield return ("padded header, signed so", JwsForge.EllipticOver(key.Private, $"{Padded(_header)}.{parts[1]}"));
        yield return ("payload with a spare bit, signed so", JwsForge.EllipticOver(key.Private, $"{parts[0]}.{WithSpareBit(_payload)}"));
        yield return ("header with a spare bit, signed so", JwsForge.EllipticOver(key.Private, $"{WithSpareBit(_header + " ")}.{parts[1]}"));

        // 64 bytes of signature leave four spare bits in the last letter: fifteen other letters read the same.
        var last = Alphabet.IndexOf(parts[2][^1], StringComparison.Ordinal);
        foreach (var spare in Enumerable.Range(1, 15))
        {
            yield return ($"signature with spare bits {spare}", $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{Alphabet[last + spare]}");
        }
    }

    private IEnumerable<(string, string)> Bytes()
    {
        var parts = Good.Split('.');
        var signature = Base64UrlText.Read(parts[2])!;
        foreach (var at in new[] { 0, 1, 31, 32, 33, 63 })
        {
            var flipped = signature.ToArray();
            flipped[at] ^= 1;
            yield return ($"signature with byte {at} changed", $"{parts[0]}.{parts[1]}.{Base64UrlText.Write(flipped)}");
        }

        using var algorithm = ECDsa.Create(key.Private);
        var der = algorithm.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        foreach (var (name, bytes) in new (string, byte[])[]
        {
            ("in DER", der), ("of zeros", new byte[64]), ("cut by a byte", signature[..63]), ("longer by a byte", [.. signature, 0]), ("with a zero before", [0, .. signature]), ("of r alone", signature[..32]),
            ("with r of zero", [.. new byte[32], .. signature[32..]]), ("with s of zero", [.. signature[..32], .. new byte[32]]), ("of ones", Enumerable.Repeat((byte)0xFF, 64).ToArray()), ("with r and s exchanged", [.. signature[32..], .. signature[..32]]),
        })
        {
            yield return ($"signature {name}", $"{parts[0]}.{parts[1]}.{Base64UrlText.Write(bytes)}");
        }

        yield return ("payload with an unpaired byte", JwsForge.Elliptic(key.Private, Utf8(_header), [.. Utf8(_payload.Replace("u1\"", "", StringComparison.Ordinal).Split("\"sub\":\"")[0]), .. "\"sub\":\""u8, 0xFF, .. "\"}"u8]));
        yield return ("payload with a byte order mark", JwsForge.Elliptic(key.Private, Utf8(_header), [0xEF, 0xBB, 0xBF, .. Utf8(_payload)]));
        yield return ("payload in UTF-16", JwsForge.Elliptic(key.Private, Utf8(_header), Encoding.Unicode.GetBytes(_payload)));
    }

    private IEnumerable<(string, string)> Claims()
    {
        foreach (var name in new[] { "iss", "aud", "sub", "jti", "iat", "nbf", "exp", "tenant", "family", "scope" })
        {
            var without = System.Text.RegularExpressions.Regex.Replace(_payload, $"\"{name}\":(\"[^\"]*\"|[0-9]+),?", "").Replace(",}", "}", StringComparison.Ordinal);
            yield return ($"no {name}", JwsForge.Elliptic(key.Private, _header, without));
            foreach (var value in new[] { "null", "\"\"", "[\"troupe\"]", "{}", "true" })
            {
                yield return ($"{name} of {value}", JwsForge.Elliptic(key.Private, _header, System.Text.RegularExpressions.Regex.Replace(_payload, $"\"{name}\":(\"[^\"]*\"|[0-9]+)", $"\"{name}\":{value}")));
            }

            yield return ($"{name} twice", JwsForge.Elliptic(key.Private, _header, _payload.Replace("}", $",\"{name}\":1}}", StringComparison.Ordinal)));
        }

        foreach (var (from, to) in new[]
        {
            ("\"iss\":\"troupe\"", "\"iss\":\"troupe \""), ("\"iss\":\"troupe\"", "\"iss\":\"Troupe\""), ("\"iss\":\"troupe\"", "\"iss\":\"https://evil.example\""), ("\"aud\":\"troupe\"", "\"aud\":\"other\""),
            ("\"aud\":\"troupe\"", "\"aud\":[\"other\",\"troupe\"]"), ("\"tenant\":\"acme\"", "\"tenant\":\"../acme\""), ("\"sub\":\"u1\"", "\"sub\":\"\\ud800\""), ("\"sub\":\"u1\"", $"\"sub\":\"{new string('u', 300)}\""),
            ("{\"iss\"", "[{\"iss\""), ("{\"iss\"", "{}{\"iss\""), ("}", "}}"), ("}", ",}"), ("{\"iss\"", "{/*c*/\"iss\""), ("}", ",\"scene\":1}"), ("}", ",\"origin\":\"\"}"), ("}", ",\"deep\":[[[[[[[[[[]]]]]]]]]]}"),
        })
        {
            yield return ($"{from} as {to[..Math.Min(to.Length, 40)]}", JwsForge.Elliptic(key.Private, _header, _payload.Replace(from, to, StringComparison.Ordinal)));
        }

        foreach (var whole in new[] { "null", "[]", "\"text\"", "1", "{", "{}" })
        {
            yield return ($"payload {whole}", JwsForge.Elliptic(key.Private, _header, whole));
            yield return ($"header {whole}", JwsForge.Elliptic(key.Private, whole, _payload));
        }
    }

    private IEnumerable<(string, string)> Times()
    {
        var second = now.ToUnixTimeSeconds();
        foreach (var name in new[] { "iat", "nbf", "exp" })
        {
            foreach (var value in new[]
            {
                "-1", "-0", "1.5", $"{second}.0", $"{second + 600}e0", "1e10", "1E400", "9999999999999999999999", "999999999999", "253402300800", $"\"{second + 600}\"", "0x7fffffff", "NaN", "Infinity", $"0{second + 600}", $"+{second + 600}",
            })
            {
                yield return ($"{name} of {value}", JwsForge.Elliptic(key.Private, _header, Set(name, value)));
            }
        }

        foreach (var (name, value) in new[] { ("exp", second - 11), ("exp", second), ("exp", 0), ("exp", second + 3601), ("nbf", second + 11), ("nbf", second - 1), ("iat", second + 11), ("iat", 0) })
        {
            yield return ($"{name} at {value - second} s", JwsForge.Elliptic(key.Private, _header, Set(name, value.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private string Set(string name, string value) => System.Text.RegularExpressions.Regex.Replace(_payload, $"\"{name}\":[0-9]+", $"\"{name}\":{value}");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Padded(string json)
    {
        // A length of one byte more than a multiple of three takes two signs of padding.
        while (Encoding.UTF8.GetByteCount(json) % 3 != 1)
        {
            json += " ";
        }

        return Convert.ToBase64String(Utf8(json)).Replace('+', '-').Replace('/', '_');
    }

    private static string WithSpareBit(string json)
    {
        var text = Padded(json).TrimEnd('=');
        return text[..^1] + Alphabet[Alphabet.IndexOf(text[^1], StringComparison.Ordinal) | 1];
    }
}
