using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace Troupe.Server.Admission.Jose;

/// <summary>A public key that is good for one algorithm, whatever a token says. Thread-safe.</summary>
internal abstract class VerificationKey
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The algorithm: ES256 or RS256.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Whether a signature is of this key.</summary>
    public abstract bool Verify(CompactJws token);

    /// <summary>Reads a key of a set (RFC 7517); null for one that is not meant or not fit for verifying ES256 or RS256.</summary>
    public static VerificationKey? Read(JsonElement jwk)
    {
        if (jwk.ValueKind is not JsonValueKind.Object || jwk.Text("kid", 128) is not { } id || (jwk.Has("use") && jwk.Text("use") != "sig"))
        {
            return null;
        }

        try
        {
            return (jwk.Text("kty"), jwk.Has("alg") ? jwk.Text("alg") : null) switch
            {
                ("EC", null or "ES256") when jwk.Text("crv") == "P-256" => EllipticKey.Of(id, Bytes(jwk, "x"), Bytes(jwk, "y")),
                ("RSA", null or "RS256") => RsaKey.Of(id, Bytes(jwk, "n"), Bytes(jwk, "e")),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve, or a modulus that is none.
            return null;
        }
    }

    private static byte[] Bytes(JsonElement jwk, string name) =>
        jwk.Text(name, 2048) is { } text && Base64UrlText.Read(text) is { Length: > 0 } bytes ? bytes : throw new CryptographicException($"The member {name} is missing.");
}

/// <summary>A key of ES256: ECDSA over P-256 with SHA-256.</summary>
internal sealed class EllipticKey : VerificationKey
{
    private const int CoordinateLength = 32;

    private readonly ECParameters _public;

    // Instances of ECDsa are not said to be thread-safe, and making one costs as much as a verification.
    private readonly ConcurrentBag<ECDsa> _idle = [];

    private EllipticKey(ECParameters @public) => _public = @public;

    /// <inheritdoc/>
    public override string Algorithm => "ES256";

    /// <summary>Makes one of the coordinates of its point.</summary>
    /// <exception cref="CryptographicException">It is no point of the curve.</exception>
    public static EllipticKey Of(string id, byte[] x, byte[] y)
    {
        if (x.Length != CoordinateLength || y.Length != CoordinateLength)
        {
            throw new CryptographicException("A coordinate of P-256 has 32 bytes.");
        }

        var key = new EllipticKey(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }) { Id = id };
        key._idle.Add(ECDsa.Create(key._public));
        return key;
    }

    /// <inheritdoc/>
    public override bool Verify(CompactJws token)
    {
        if (token.Signature.Length != 2 * CoordinateLength)
        {
            return false;
        }

        var algorithm = _idle.TryTake(out var idle) ? idle : ECDsa.Create(_public);
        var verified = algorithm.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(algorithm);
        return verified;
    }
}

/// <summary>A key of RS256: RSASSA-PKCS1-v1_5 with SHA-256, for issuers that have nothing better.</summary>
internal sealed class RsaKey : VerificationKey
{
    // RFC 7518, section 3.3; and an upper bound, for verifying takes time with the square of it.
    private const int LeastBits = 2048;
    private const int MostBits = 8192;

    private readonly RSAParameters _public;
    private readonly ConcurrentBag<RSA> _idle = [];

    private RsaKey(RSAParameters @public) => _public = @public;

    /// <inheritdoc/>
    public override string Algorithm => "RS256";

    /// <summary>Makes one of modulus and exponent.</summary>
    /// <exception cref="CryptographicException">It is too short, too long or no key.</exception>
    public static RsaKey Of(string id, byte[] modulus, byte[] exponent)
    {
        if (modulus.Length * 8 is < LeastBits or > MostBits || exponent.Length > 4)
        {
            throw new CryptographicException($"A key of RS256 has {LeastBits} to {MostBits} bits.");
        }

        var key = new RsaKey(new RSAParameters { Modulus = modulus, Exponent = exponent }) { Id = id };
        key._idle.Add(RSA.Create(key._public));
        return key;
    }

    /// <inheritdoc/>
    public override bool Verify(CompactJws token)
    {
        if (token.Signature.Length != _public.Modulus!.Length)
        {
            return false;
        }

        var algorithm = _idle.TryTake(out var idle) ? idle : RSA.Create(_public);
        var verified = algorithm.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(algorithm);
        return verified;
    }
}
