using System.Security.Cryptography;

namespace Troupe.Server.Events.Protection;

/// <summary>Wraps keys with the first key encryption key, and unwraps them with any: nonce, cipher text, tag.</summary>
/// <param name="keys">The key encryption keys, the one that is used first.</param>
internal sealed class KeyWrapping(IReadOnlyList<KeyEncryptionKey> keys)
{
    /// <summary>Bytes of a wrapped key.</summary>
    public const int Size = SubjectKey.NonceSize + KeyEncryptionKey.Size + SubjectKey.TagSize;

    /// <summary>Wraps a key.</summary>
    /// <param name="tenant">What names the tenant; empty for a key of none.</param>
    /// <param name="key">The key.</param>
    /// <param name="wrapped">Takes it, <see cref="Size"/> bytes.</param>
    /// <param name="bound">What is authenticated with it.</param>
    public void Wrap(ReadOnlySpan<byte> tenant, ReadOnlySpan<byte> key, Span<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        RandomNumberGenerator.Fill(wrapped[..SubjectKey.NonceSize]);
        using var cipher = keys[0].For(tenant);
        cipher.Encrypt(wrapped[..SubjectKey.NonceSize], key, wrapped[SubjectKey.NonceSize..^SubjectKey.TagSize], wrapped[^SubjectKey.TagSize..], bound);
    }

    /// <summary>Unwraps a key; null when no key encryption key fits.</summary>
    /// <returns>The key, and whether it is wrapped with an older one than the first.</returns>
    public (byte[] Key, bool IsOld)? Unwrap(ReadOnlySpan<byte> tenant, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        var key = new byte[KeyEncryptionKey.Size];
        foreach (var wrapping in keys)
        {
            using var cipher = wrapping.For(tenant);
            try
            {
                cipher.Decrypt(wrapped[..SubjectKey.NonceSize], wrapped[SubjectKey.NonceSize..^SubjectKey.TagSize], wrapped[^SubjectKey.TagSize..], key, bound);
                return (key, wrapping != keys[0]);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Wrapped with another one, then.
            }
        }

        return null;
    }
}
