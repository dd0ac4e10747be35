using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Troupe.Contracts.Merkle;

/// <summary>A SHA-256 hash of a Merkle tree as RFC 6962, section 2.1, defines it.</summary>
public readonly record struct MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    private readonly UInt128 _upper;
    private readonly UInt128 _lower;

    private MerkleHash(ReadOnlySpan<byte> bytes) =>
        (_upper, _lower) = (BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static MerkleHash Empty { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of a leaf: SHA-256(0x00 || entry).</summary>
    /// <param name="entry">The bytes of the entry.</param>
    public static MerkleHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        var rented = length > 1024 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var buffer = rented is null ? stackalloc byte[1024] : rented.AsSpan();
        buffer[0] = 0;
        entry.CopyTo(buffer[1..]);
        var hash = Hash(buffer[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    /// <summary>The hash of two subtrees beside each other: SHA-256(0x01 || left || right).</summary>
    public static MerkleHash OfNode(in MerkleHash left, in MerkleHash right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Size)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + Size)..]);
        return Hash(buffer);
    }

    /// <summary>Reads 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static MerkleHash Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new MerkleHash(bytes) : throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Reads a hash in base64.</summary>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string text, out MerkleHash hash)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        var reads = text.Length == 44 && Convert.TryFromBase64String(text, bytes, out var written) && written == Size;
        hash = reads ? new MerkleHash(bytes[..Size]) : default;
        return reads;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, _upper);
        BinaryPrimitives.WriteUInt128BigEndian(target[16..], _lower);
    }

    /// <summary>The hash in base64.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static MerkleHash Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(input, hash);
        return new MerkleHash(hash);
    }
}
