using System.Numerics;
using Troupe.Contracts.Merkle;

namespace Troupe.Server.Audit;

/// <summary>Roots and proofs of RFC 6962, section 2.1, over saved nodes: O(log n) reads each.</summary>
internal static class TreeProofs
{
    /// <summary>The root of the tree over the first leaves.</summary>
    public static async ValueTask<MerkleHash> RootAsync(this MerkleTiles tiles, long size, CancellationToken cancellationToken) =>
        size == 0 ? MerkleHash.Empty : await tiles.HashAsync(0, size, cancellationToken);

    /// <summary>The audit path of a leaf: PATH(m, D[n]).</summary>
    /// <param name="tiles">The tree.</param>
    /// <param name="index">The leaf, below <paramref name="size"/>.</param>
    /// <param name="size">How many of the leaves count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<List<MerkleHash>> InclusionAsync(this MerkleTiles tiles, long index, long size, CancellationToken cancellationToken)
    {
        var path = new List<MerkleHash>();
        var (start, count) = (0L, size);
        while (count > 1)
        {
            var left = LeftOf(count);
            if (index < start + left)
            {
                path.Add(await tiles.HashAsync(start + left, count - left, cancellationToken));
                count = left;
            }
            else
            {
                path.Add(await tiles.HashAsync(start, left, cancellationToken));
                (start, count) = (start + left, count - left);
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The proof that a tree continues an older one: PROOF(m, D[n]).</summary>
    /// <param name="tiles">The tree.</param>
    /// <param name="older">Leaves of the older tree.</param>
    /// <param name="size">Leaves of the newer one, as many or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<List<MerkleHash>> ConsistencyAsync(this MerkleTiles tiles, long older, long size, CancellationToken cancellationToken)
    {
        var proof = new List<MerkleHash>();
        if (older == 0)
        {
            return proof;
        }

        var (start, count) = (0L, size);
        while (older - start != count)
        {
            var left = LeftOf(count);
            if (older - start <= left)
            {
                proof.Add(await tiles.HashAsync(start + left, count - left, cancellationToken));
                count = left;
            }
            else
            {
                proof.Add(await tiles.HashAsync(start, left, cancellationToken));
                (start, count) = (start + left, count - left);
            }
        }

        // The older tree's own root is known to whoever asks.
        if (start > 0)
        {
            proof.Add(await tiles.HashAsync(start, count, cancellationToken));
        }

        proof.Reverse();
        return proof;
    }

    private static async ValueTask<MerkleHash> HashAsync(this MerkleTiles tiles, long start, long count, CancellationToken cancellationToken)
    {
        if (long.IsPow2(count))
        {
            var height = BitOperations.Log2((ulong)count);
            return await tiles.NodeAsync(height, start >> height, cancellationToken);
        }

        var left = LeftOf(count);
        return MerkleHash.OfNode(await tiles.HashAsync(start, left, cancellationToken), await tiles.HashAsync(start + left, count - left, cancellationToken));
    }

    // The largest power of two below a number greater than one.
    private static long LeftOf(long count) => 1L << BitOperations.Log2((ulong)count - 1);
}
