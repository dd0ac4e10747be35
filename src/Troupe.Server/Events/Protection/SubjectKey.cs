using System.Security.Cryptography;

namespace Troupe.Server.Events.Protection;

/// <summary>The key of one person in one tenant.</summary>
/// <param name="id">Names it; a random id, in the sealed values.</param>
/// <param name="tenant">Keyed pseudonym of the tenant.</param>
/// <param name="subject">Keyed pseudonym of the person in it.</param>
/// <param name="key">The key; null when it was erased.</param>
internal sealed class SubjectKey(Guid id, byte[] tenant, byte[] subject, byte[]? key)
{
    /// <summary>Bytes of a nonce: 96 random bits (NIST SP 800-38D); a person's values stay far below the 2^32 of a key.</summary>
    public const int NonceSize = 12;

    /// <summary>Bytes of a tag.</summary>
    public const int TagSize = 16;

    private byte[]? _key = key;

    /// <summary>Names it.</summary>
    public Guid Id => id;

    /// <summary>Keyed pseudonym of the tenant.</summary>
    public byte[] Tenant => tenant;

    /// <summary>Keyed pseudonym of the person.</summary>
    public byte[] Subject => subject;

    /// <summary>Whether it was erased.</summary>
    public bool IsErased => _key is null;

    /// <summary>The key itself, to be wrapped.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>Nonce, cipher text and tag of a value; null when the key was erased.</summary>
    public byte[]? Seal(ReadOnlySpan<byte> clear, ReadOnlySpan<byte> place)
    {
        if (_key is null)
        {
            return null;
        }

        var data = new byte[NonceSize + clear.Length + TagSize];
        RandomNumberGenerator.Fill(data.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(data.AsSpan(0, NonceSize), clear, data.AsSpan(NonceSize, clear.Length), data.AsSpan(NonceSize + clear.Length), place);
        return data;
    }

    /// <summary>The value; null when the key was erased.</summary>
    /// <exception cref="CryptographicException">It was sealed for another place, or changed.</exception>
    public byte[]? Open(ReadOnlySpan<byte> data, ReadOnlySpan<byte> place)
    {
        if (_key is null)
        {
            return null;
        }

        if (data.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("A sealed value is longer.");
        }

        var clear = new byte[data.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Decrypt(data[..NonceSize], data[NonceSize..^TagSize], data[^TagSize..], clear, place);
        return clear;
    }

    /// <summary>Forgets the key.</summary>
    public void Erase()
    {
        CryptographicOperations.ZeroMemory(_key);
        _key = null;
    }
}
