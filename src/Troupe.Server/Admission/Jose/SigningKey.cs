using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Troupe.Contracts.Control;

namespace Troupe.Server.Admission.Jose;

/// <summary>A key with which this server signs. Thread-safe.</summary>
internal sealed class SigningKey
{
    private readonly ECParameters _private;
    private readonly ConcurrentBag<ECDsa> _idle = [];

    /// <summary>Takes a key.</summary>
    /// <param name="private">Its parameters, on P-256.</param>
    /// <param name="createdAt">When it was made.</param>
    /// <exception cref="CryptographicException">They are none.</exception>
    public SigningKey(ECParameters @private, DateTimeOffset createdAt)
    {
        _private = @private;
        CreatedAt = createdAt;
        _idle.Add(ECDsa.Create(@private));
        var (x, y) = (@private.Q.X!, @private.Q.Y!);
        Public = new JsonWebKey("EC", "P-256", Base64UrlText.Write(x), Base64UrlText.Write(y), Thumbprint(x, y), "sig", "ES256");
        Verification = EllipticKey.Of(Public.Kid, x, y);
    }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Its public part, for others.</summary>
    public JsonWebKey Public { get; }

    /// <summary>Its public part, for this server.</summary>
    public VerificationKey Verification { get; }

    /// <summary>Its parameters, the private one included.</summary>
    public ECParameters Private => _private;

    /// <summary>Makes one.</summary>
    public static SigningKey Create(DateTimeOffset now)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(made.ExportParameters(includePrivateParameters: true), now);
    }

    /// <summary>Signs claims: a compact JWS of type <c>at+jwt</c> (RFC 9068).</summary>
    public string Sign(ReadOnlySpan<byte> claims)
    {
        var signed = $"{Base64UrlText.Write(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{Public.Kid}}","typ":"at+jwt"}"""))}.{Base64UrlText.Write(claims)}";
        var algorithm = _idle.TryTake(out var idle) ? idle : ECDsa.Create(_private);
        var signature = algorithm.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(algorithm);
        return $"{signed}.{Base64UrlText.Write(signature)}";
    }

    // RFC 7638: SHA-256 over the required members in the order of their names.
    private static string Thumbprint(byte[] x, byte[] y) =>
        Base64UrlText.Write(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlText.Write(x)}}","y":"{{Base64UrlText.Write(y)}}"}""")));
}
