using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Troupe.Contracts.Merkle;

/// <summary>
/// A key of signed notes (C2SP signed-note): ECDSA on P-256 with SHA-256, signature type 0x02. Its id is the first four bytes of the SHA-256 of the public key
/// (DER, SubjectPublicKeyInfo), as the specification says for this type. Thread-safe.
/// </summary>
public sealed class NoteKey : IDisposable
{
    private const byte EcdsaType = 2;
    private const string Way = "A key is one line: NAME+ID+BASE64, as GET /v1/audit/key answers it.";

    private readonly ECDsa _key;
    private readonly byte[] _public;
    private readonly Lock _gate = new();

    /// <summary>Takes a key.</summary>
    /// <param name="name">Its name; for a log its origin.</param>
    /// <param name="key">The key, with its private part when it is to sign. It belongs to the new one.</param>
    /// <exception cref="ArgumentException">The name has a space, a plus or nothing in it, or the key is not on P-256.</exception>
    public NoteKey(string name, ECDsa key)
    {
        if (name.Length == 0 || name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '+'))
        {
            throw new ArgumentException($"'{name}' is no name of a key: it has neither spaces nor '+'.", nameof(name));
        }

        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            throw new ArgumentException("The key is not on the curve P-256.", nameof(key));
        }

        (Name, _key, _public) = (name, key, key.ExportSubjectPublicKeyInfo());
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(_public));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its id.</summary>
    public uint Id { get; }

    /// <summary>Reads the public key of a line <c>name+id+base64</c>.</summary>
    /// <exception cref="FormatException">The line is none.</exception>
    public static NoteKey Parse(string line)
    {
        try
        {
            if (line.Trim().Split('+', 3) is [var name, var id, var encoded] && Convert.FromBase64String(encoded) is [EcdsaType, .. var spki])
            {
                var key = ECDsa.Create();
                key.ImportSubjectPublicKeyInfo(spki, out var read);
                var parsed = new NoteKey(name, key);
                return read == spki.Length && id == parsed.Id.ToString("x8", CultureInfo.InvariantCulture) ? parsed : throw new FormatException($"The id of the key does not fit it. {Way}");
            }
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or FormatException)
        {
            throw new FormatException($"{Way} {unreadable.Message}", unreadable);
        }

        throw new FormatException(Way);
    }

    /// <summary>Signs a text.</summary>
    /// <returns>The signature, ASN.1 DER.</returns>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        lock (_gate)
        {
            return _key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <summary>Whether a signature is this key's.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        lock (_gate)
        {
            return _key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>The public key as a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([EcdsaType, .. _public])}");
}
