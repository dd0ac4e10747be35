namespace Troupe.Contracts.Merkle;

/// <summary>The hash of a growing sequence of leaves in O(log n) memory: one hash for each perfect subtree. Not thread-safe.</summary>
public sealed class MerkleRange
{
    private readonly List<MerkleHash> _subtrees = [];

    /// <summary>Leaves that it has.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the tree over its leaves.</summary>
    public MerkleHash Root
    {
        get
        {
            if (_subtrees.Count == 0)
            {
                return MerkleHash.Empty;
            }

            var root = _subtrees[^1];
            for (var index = _subtrees.Count - 2; index >= 0; index--)
            {
                root = MerkleHash.OfNode(_subtrees[index], root);
            }

            return root;
        }
    }

    /// <summary>Appends a leaf.</summary>
    public void Append(in MerkleHash leaf) => Append(leaf, height: 0);

    /// <summary>Appends a perfect subtree.</summary>
    /// <param name="subtree">Its root.</param>
    /// <param name="height">Its height: it has 2^height leaves.</param>
    /// <exception cref="ArgumentException">The leaves do not end where such a subtree begins.</exception>
    public void Append(in MerkleHash subtree, int height)
    {
        var leaves = 1L << height;
        if (Size % leaves != 0)
        {
            throw new ArgumentException($"A subtree of {leaves} leaves does not begin at {Size}.", nameof(height));
        }

        var node = subtree;
        for (var size = leaves; (Size & size) != 0; size <<= 1)
        {
            node = MerkleHash.OfNode(_subtrees[^1], node);
            _subtrees.RemoveAt(_subtrees.Count - 1);
        }

        _subtrees.Add(node);
        Size += leaves;
    }
}
