using System.Security.Cryptography;
using System.Text;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Tests.Admission.Jose;

/// <summary>Makes tokens as an attacker, a careless issuer or an honest one would.</summary>
internal static class JwsForge
{
    /// <summary>Signs by ES256 whatever header and payload say.</summary>
    public static string Elliptic(ECParameters key, string header, string payload) => Elliptic(key, Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));

    /// <inheritdoc cref="Elliptic(ECParameters, string, string)"/>
    public static string Elliptic(ECParameters key, byte[] header, byte[] payload)
    {
        using var algorithm = ECDsa.Create(key);
        var signed = Signed(header, payload);
        return $"{signed}.{Base64UrlText.Write(algorithm.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    /// <summary>Signs by ES256 what stands before the last dot, however it is written.</summary>
    public static string EllipticOver(ECParameters key, string signed)
    {
        using var algorithm = ECDsa.Create(key);
        return $"{signed}.{Base64UrlText.Write(algorithm.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    /// <summary>Computes an HMAC, as a verifier that takes a public key for a secret would check it.</summary>
    public static string Hmac(byte[] secret, string header, string payload)
    {
        var signed = Signed(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));
        return $"{signed}.{Base64UrlText.Write(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Signs by RS256.</summary>
    public static string Rsa(RSA key, string header, string payload)
    {
        var signed = Signed(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));
        return $"{signed}.{Base64UrlText.Write(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Header and payload, to be signed.</summary>
    public static string Signed(byte[] header, byte[] payload) => $"{Base64UrlText.Write(header)}.{Base64UrlText.Write(payload)}";
}
