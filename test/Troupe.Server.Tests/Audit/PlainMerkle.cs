using Troupe.Contracts.Merkle;

namespace Troupe.Server.Tests.Audit;

/// <summary>The definitions of RFC 6962, section 2.1, word for word: slow, and plainly right.</summary>
internal static class PlainMerkle
{
    public static MerkleHash Root(ReadOnlySpan<MerkleHash> leaves) => leaves.Length switch
    {
        0 => MerkleHash.Empty,
        1 => leaves[0],
        _ => MerkleHash.OfNode(Root(leaves[..Left(leaves.Length)]), Root(leaves[Left(leaves.Length)..])),
    };

    public static List<MerkleHash> Path(int index, ReadOnlySpan<MerkleHash> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        var left = Left(leaves.Length);
        return index < left
            ? [.. Path(index, leaves[..left]), Root(leaves[left..])]
            : [.. Path(index - left, leaves[left..]), Root(leaves[..left])];
    }

    public static List<MerkleHash> Proof(int older, ReadOnlySpan<MerkleHash> leaves) => SubProof(older, leaves, whole: true);

    private static List<MerkleHash> SubProof(int older, ReadOnlySpan<MerkleHash> leaves, bool whole)
    {
        if (older == leaves.Length)
        {
            return whole ? [] : [Root(leaves)];
        }

        var left = Left(leaves.Length);
        return older <= left
            ? [.. SubProof(older, leaves[..left], whole), Root(leaves[left..])]
            : [.. SubProof(older - left, leaves[left..], whole: false), Root(leaves[..left])];
    }

    private static int Left(int count)
    {
        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return left;
    }
}
