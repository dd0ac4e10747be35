using System.Text;
using Troupe.Contracts.Merkle;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Audit;

[Trait("Category", "fast")]
public sealed class TreeProofsTests
{
    private const int Most = 200;

    private static readonly MerkleHash[] Leaves = [.. Enumerable.Range(0, 70_000).Select(number => MerkleHash.OfLeaf(Encoding.UTF8.GetBytes($"entry {number}")))];

    // RFC 6962 names the hash of nothing; the others are the roots over the eight leaves that Certificate Transparency's own tests use.
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_those_of_certificate_transparency(int size, string root)
    {
        string[] entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        var range = new MerkleRange();
        foreach (var entry in entries.Take(size))
        {
            range.Append(MerkleHash.OfLeaf(Convert.FromHexString(entry)));
        }

        range.Root.ShouldBe(MerkleHash.Of(Convert.FromHexString(root)));
    }

    [Fact]
    public async Task Roots_and_proofs_of_every_size_are_those_of_the_definition()
    {
        var tiles = await GrowAsync(Most);
        var range = new MerkleRange();
        for (var size = 0; size <= Most; size++)
        {
            var root = await tiles.RootAsync(size, default);
            root.ShouldBe(PlainMerkle.Root(Leaves.AsSpan(0, size)));
            range.Root.ShouldBe(root);
            range.Append(Leaves[size]);
            for (var index = 0; index < size; index += 1 + (size / 9))
            {
                var path = await tiles.InclusionAsync(index, size, default);
                path.ShouldBe(PlainMerkle.Path(index, Leaves.AsSpan(0, size)));
                MerkleProof.Includes(Leaves[index], index, size, root, path).ShouldBeTrue();
            }

            for (var older = 1; older <= size; older += 1 + (size / 9))
            {
                var proof = await tiles.ConsistencyAsync(older, size, default);
                proof.ShouldBe(PlainMerkle.Proof(older, Leaves.AsSpan(0, size)));
                MerkleProof.Continues(older, PlainMerkle.Root(Leaves.AsSpan(0, older)), size, root, proof).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public async Task A_proof_that_was_touched_proves_nothing()
    {
        var tiles = await GrowAsync(Most);
        var (root, olderRoot) = (await tiles.RootAsync(Most, default), await tiles.RootAsync(77, default));
        var path = await tiles.InclusionAsync(13, Most, default);
        var proof = await tiles.ConsistencyAsync(77, Most, default);
        foreach (var (damagedPath, damagedProof) in Damaged(path).Zip(Damaged(proof)))
        {
            MerkleProof.Includes(Leaves[13], 13, Most, root, damagedPath).ShouldBeFalse();
            MerkleProof.Continues(77, olderRoot, Most, root, damagedProof).ShouldBeFalse();
        }

        MerkleProof.Includes(Leaves[14], 13, Most, root, path).ShouldBeFalse();
        MerkleProof.Includes(Leaves[13], 14, Most, root, path).ShouldBeFalse();
        MerkleProof.Includes(Leaves[13], 13, Most - 80, root, path).ShouldBeFalse();
        MerkleProof.Includes(Leaves[13], -1, Most, root, path).ShouldBeFalse();
        MerkleProof.Includes(Leaves[13], Most, Most, root, path).ShouldBeFalse();
        MerkleProof.Continues(77, root, Most, root, proof).ShouldBeFalse();
        MerkleProof.Continues(77, olderRoot, Most, olderRoot, proof).ShouldBeFalse();
        MerkleProof.Continues(Most, root, 77, olderRoot, proof).ShouldBeFalse();
        MerkleProof.Continues(64, olderRoot, Most, root, []).ShouldBeFalse();
    }

    [Fact]
    public async Task Tiles_of_every_level_are_taken_up_where_they_were_saved()
    {
        var store = new InMemoryEventStore(TimeProvider.System);
        var tiles = await GrowAsync(66_000, store);
        await tiles.SaveAsync(default);
        var resumed = new MerkleTiles(store, Log);
        await resumed.ResumeAsync(default);
        resumed.Size.ShouldBe(66_000);
        for (var index = 66_000; index < Leaves.Length; index++)
        {
            await resumed.AppendAsync(Leaves[index], default);
        }

        var root = PlainMerkle.Root(Leaves);
        (await resumed.RootAsync(Leaves.Length, default)).ShouldBe(root);
        foreach (var index in (int[])[0, 255, 256, 65_535, 65_536, 69_999])
        {
            var path = await resumed.InclusionAsync(index, Leaves.Length, default);
            path.Count.ShouldBeLessThanOrEqualTo(17);
            MerkleProof.Includes(Leaves[index], index, Leaves.Length, root, path).ShouldBeTrue();
        }

        (await resumed.LeavesAsync(256, 7, default)).ShouldBe(Leaves[65_536..65_543]);
    }

    private static StreamId Log => AuditEntry.StreamOf(TenantId.Local);

    private static async Task<MerkleTiles> GrowAsync(int size, InMemoryEventStore? store = null)
    {
        var tiles = new MerkleTiles(store ?? new InMemoryEventStore(TimeProvider.System), Log);
        foreach (var leaf in Leaves.Take(size))
        {
            await tiles.AppendAsync(leaf, default);
        }

        return tiles;
    }

    private static IEnumerable<List<MerkleHash>> Damaged(List<MerkleHash> proof)
    {
        for (var index = 0; index < proof.Count; index++)
        {
            List<MerkleHash> changed = [.. proof], shorter = [.. proof];
            changed[index] = Leaves[^1];
            shorter.RemoveAt(index);
            yield return changed;
            yield return shorter;
        }

        yield return [.. proof, Leaves[0]];
        yield return [];
    }
}
