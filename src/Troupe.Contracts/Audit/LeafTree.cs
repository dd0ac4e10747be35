using Troupe.Contracts.Merkle;

namespace Troupe.Contracts.Audit;

/// <summary>Roots over the first of many leaves; the perfect subtrees of 256 leaves are hashed once, on all cores.</summary>
internal sealed class LeafTree
{
    private const int Width = 256;

    private readonly List<MerkleHash> _leaves;
    private readonly MerkleHash[] _subtrees;

    public LeafTree(List<MerkleHash> leaves)
    {
        _leaves = leaves;
        _subtrees = new MerkleHash[leaves.Count / Width];
        Parallel.For(0, _subtrees.Length, index => _subtrees[index] = Root(new MerkleRange(), index * Width, Width));
    }

    public long Size => _leaves.Count;

    public MerkleHash RootOf(long size)
    {
        var range = new MerkleRange();
        var whole = (int)(size / Width);
        for (var index = 0; index < whole; index++)
        {
            range.Append(_subtrees[index], height: 8);
        }

        return Root(range, whole * Width, (int)size - (whole * Width));
    }

    private MerkleHash Root(MerkleRange range, int start, int count)
    {
        for (var index = start; index < start + count; index++)
        {
            range.Append(_leaves[index]);
        }

        return range.Root;
    }
}
