using Troupe.Contracts.Merkle;

namespace Troupe.Server.Audit;

/// <summary>A full tile and the nodes above its leaves; immutable.</summary>
internal sealed class MerkleTile
{
    /// <summary>Leaves of a tile.</summary>
    public const int Width = 256;

    // As in a heap: the root is number 1, beneath number n are 2n and 2n + 1, and the leaves come last.
    private readonly MerkleHash[] _nodes = new MerkleHash[2 * Width];

    /// <summary>Hashes what is above the leaves.</summary>
    public MerkleTile(List<MerkleHash> leaves)
    {
        leaves.CopyTo(_nodes, Width);
        for (var node = Width - 1; node > 0; node--)
        {
            _nodes[node] = MerkleHash.OfNode(_nodes[2 * node], _nodes[(2 * node) + 1]);
        }
    }

    /// <summary>Its leaves.</summary>
    public ReadOnlySpan<MerkleHash> Leaves => _nodes.AsSpan(Width);

    /// <summary>The node of a height, which is over 2^height leaves.</summary>
    /// <param name="height">0 for a leaf, 8 for the root.</param>
    /// <param name="index">Its place among the nodes of this height.</param>
    public MerkleHash NodeOf(int height, int index) => _nodes[(Width >> height) + index];
}
