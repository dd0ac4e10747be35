using System.Text.Json;
using Troupe.Contracts.Merkle;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>
/// The hashes of a tree in tiles of 256 (C2SP tlog-tiles): a full tile is saved as a snapshot and never changes; the last, unfinished tile of every level is in memory.
/// A tile of level n holds nodes of height 8n. Any node is found with one read, and those of the tiles that were read last with none. Not thread-safe.
/// </summary>
internal sealed class MerkleTiles(IEventStore store, StreamId log)
{
    private const int Width = MerkleTile.Width;
    private const int Height = 8;

    // Half a megabyte.
    private const int MostKept = 32;
    private const string Schema = "merkle-tiles-1";

    private readonly Dictionary<(int Level, long Index), MerkleTile> _kept = [];
    private List<List<MerkleHash>> _edge = [[]];

    /// <summary>Leaves that it has.</summary>
    public long Size { get; private set; }

    /// <summary>Takes up a tree where it was saved; an empty one when it never was, or when what was saved cannot be read: the log is the truth.</summary>
    public async ValueTask ResumeAsync(CancellationToken cancellationToken)
    {
        if (await store.FindSnapshotAsync(log, cancellationToken) is { Schema: Schema } saved && Parse(saved.State) is { } edge && SizeOf(edge) == saved.Version)
        {
            (_edge, Size) = (edge, saved.Version);
        }
    }

    /// <summary>Saves where it stands.</summary>
    public ValueTask SaveAsync(CancellationToken cancellationToken) =>
        store.SaveSnapshotAsync(log, new StreamSnapshot(Size, Schema, JsonSerializer.SerializeToUtf8Bytes(_edge.Select(Pack))), cancellationToken);

    /// <summary>Appends a leaf; a tile that it fills is saved before anything counts on it. After a failure the tree is of no use: it is resumed where it was saved.</summary>
    public async ValueTask AppendAsync(MerkleHash leaf, CancellationToken cancellationToken)
    {
        var node = leaf;
        for (var level = 0; ; level++)
        {
            if (level == _edge.Count)
            {
                _edge.Add([]);
            }

            var tile = _edge[level];
            tile.Add(node);
            if (tile.Count < Width)
            {
                break;
            }

            var saved = new StreamSnapshot(Size + 1, Schema, JsonSerializer.SerializeToUtf8Bytes(Pack(tile)));
            await store.SaveSnapshotAsync(TileOf(level, Size >> (Height * (level + 1))), saved, cancellationToken);
            node = RootOf(tile, 0, Width);
            tile.Clear();
        }

        Size++;
    }

    /// <summary>Hashes of the leaves of a tile.</summary>
    /// <param name="index">Which 256 leaves.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<MerkleHash[]> LeavesAsync(long index, int count, CancellationToken cancellationToken) =>
        IsEdge(0, index) ? [.. _edge[0].Take(count)] : (await TileAsync(0, index, cancellationToken)).Leaves[..count].ToArray();

    /// <summary>The node of a height over the leaves that begin at <c>index * 2^height</c>.</summary>
    public async ValueTask<MerkleHash> NodeAsync(int height, long index, CancellationToken cancellationToken)
    {
        var (level, above) = (height / Height, height % Height);
        var (tile, first) = ((index << above) / Width, (int)((index << above) % Width));
        return IsEdge(level, tile) ? RootOf(_edge[level], first, 1 << above) : (await TileAsync(level, tile, cancellationToken)).NodeOf(above, first >> above);
    }

    private bool IsEdge(int level, long index) => index == Size >> (Height * (level + 1));

    private async ValueTask<MerkleTile> TileAsync(int level, long index, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue((level, index), out var kept))
        {
            return kept;
        }

        var tile = await store.FindSnapshotAsync(TileOf(level, index), cancellationToken) is { Schema: Schema } saved
            && JsonSerializer.Deserialize<string>(saved.State.Span) is { } packed
            && Unpack(packed) is { Count: Width } leaves ? new MerkleTile(leaves)
            : throw new TileLostException();
        if (_kept.Count == MostKept)
        {
            _kept.Clear();
        }

        return _kept[(level, index)] = tile;
    }

    private StreamId TileOf(int level, long index) => new(log.Tenant, "audit-tile", FormattableString.Invariant($"{level}-{index}"));

    private static MerkleHash RootOf(List<MerkleHash> tile, int start, int count)
    {
        var range = new MerkleRange();
        for (var index = start; index < start + count; index++)
        {
            range.Append(tile[index]);
        }

        return range.Root;
    }

    private static long SizeOf(List<List<MerkleHash>> edge) => edge.Select((tile, level) => (long)tile.Count << (Height * level)).Sum();

    private static string Pack(List<MerkleHash> tile)
    {
        var bytes = new byte[tile.Count * MerkleHash.Size];
        for (var index = 0; index < tile.Count; index++)
        {
            tile[index].CopyTo(bytes.AsSpan(index * MerkleHash.Size));
        }

        return Convert.ToBase64String(bytes);
    }

    private static List<MerkleHash> Unpack(string packed) => [.. Convert.FromBase64String(packed).Chunk(MerkleHash.Size).Select(bytes => MerkleHash.Of(bytes))];

    private static List<List<MerkleHash>>? Parse(ReadOnlyMemory<byte> state)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(state.Span) is { Length: > 0 } levels ? [.. levels.Select(Unpack)] : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>A saved tile is gone or damaged; the tree is built anew from the log.</summary>
internal sealed class TileLostException() : Exception("A tile of the audit's tree is lost; the tree is built anew from the log.");
