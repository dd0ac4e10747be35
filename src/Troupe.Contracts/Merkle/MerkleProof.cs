namespace Troupe.Contracts.Merkle;

/// <summary>Checks the proofs of RFC 6962, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.</summary>
public static class MerkleProof
{
    /// <summary>Whether a leaf is in a tree.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="root">Root of the tree.</param>
    /// <param name="proof">The audit path, from the leaf's sibling up.</param>
    public static bool Includes(in MerkleHash leaf, long index, long size, in MerkleHash root, IReadOnlyList<MerkleHash> proof)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.OfNode(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleHash.OfNode(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether a tree continues an older one: nothing of the older one was changed, removed or moved.</summary>
    /// <param name="olderSize">Leaves of the older tree.</param>
    /// <param name="older">Its root.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="root">Its root.</param>
    /// <param name="proof">The consistency proof; empty when the sizes are the same or the older tree is empty.</param>
    public static bool Continues(long olderSize, in MerkleHash older, long size, in MerkleHash root, IReadOnlyList<MerkleHash> proof)
    {
        if (olderSize < 0 || olderSize > size)
        {
            return false;
        }

        if (olderSize == 0 || olderSize == size)
        {
            return proof.Count == 0 && older == (olderSize == 0 ? MerkleHash.Empty : root);
        }

        // A perfect older tree is itself the first node of the path.
        IReadOnlyList<MerkleHash> path = long.IsPow2(olderSize) ? [older, .. proof] : proof;
        if (path.Count == 0)
        {
            return false;
        }

        var (node, last) = (olderSize - 1, size - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (olderHash, hash) = (path[0], path[0]);
        for (var step = 1; step < path.Count; step++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                olderHash = MerkleHash.OfNode(path[step], olderHash);
                hash = MerkleHash.OfNode(path[step], hash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleHash.OfNode(hash, path[step]);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && olderHash == older && hash == root;
    }
}
