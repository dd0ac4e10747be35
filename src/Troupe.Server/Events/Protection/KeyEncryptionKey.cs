using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Events.Protection;

/// <summary>The key that the keys of persons are wrapped with, one derived from it for each tenant. It comes from a file with a line for each: the first is used, those after it are older ones.</summary>
internal sealed class KeyEncryptionKey
{
    /// <summary>Bytes of a key of AES-256.</summary>
    public const int Size = 32;

    private readonly byte[] _key;

    private KeyEncryptionKey(byte[] key) => _key = key;

    /// <summary>A key of its own, kept nowhere.</summary>
    public static KeyEncryptionKey Fresh() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads the keys of a file, which is made for this user alone when it may be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="make">Whether a file that is missing is made: only when nothing is wrapped yet.</param>
    /// <exception cref="ProtectionException">It is missing, open to others, or holds no keys.</exception>
    public static IReadOnlyList<KeyEncryptionKey> Read(string path, bool make)
    {
        if (!File.Exists(path))
        {
            if (!make)
            {
                throw new ProtectionException($"The key encryption key {path} is missing, and personal data is encrypted with it. Restore the file, or set Troupe:Protection:KeyFile to where it is.");
            }

            PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
            using var made = PrivateFiles.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            made.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Size)) + "\n"));
            made.Flush(flushToDisk: true);
            PrivateFiles.FlushFolder(Path.GetDirectoryName(path)!);
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
        {
            throw new ProtectionException($"The key encryption key {path} is open to others. Close it: chmod 600 {path}");
        }

        var lines = File.ReadAllLines(path).Where(line => line.Length > 0).ToArray();
        return lines.Length > 0 && lines.All(line => line.Length == 2 * Size && line.All(char.IsAsciiHexDigit))
            ? [.. lines.Select(line => new KeyEncryptionKey(Convert.FromHexString(line)))]
            : throw new ProtectionException($"{path} holds no key encryption key: each line is one, of {2 * Size} hexadecimal digits (openssl rand -hex {Size}).");
    }

    /// <summary>The cipher of a tenant (HKDF, RFC 5869).</summary>
    /// <param name="tenant">What names the tenant; empty for what belongs to none.</param>
    public AesGcm For(ReadOnlySpan<byte> tenant)
    {
        Span<byte> derived = stackalloc byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, derived, salt: [], tenant);
        var cipher = new AesGcm(derived, AesGcm.TagByteSizes.MaxSize);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }
}
