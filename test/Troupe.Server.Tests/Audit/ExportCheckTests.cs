using System.Security.Cryptography;
using System.Text;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Merkle;
using Troupe.Testing.Audit;

namespace Troupe.Server.Tests.Audit;

[Trait("Category", "fast")]
public sealed class ExportCheckTests : IDisposable
{
    private readonly NoteKey _key = new("example.com/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public async Task A_whole_export_is_whole(int size)
    {
        var report = await CheckAsync(Write(size));
        (report.IsWhole, report.Signed, report.Entries).ShouldBe((true, true, size));
        report.Checkpoint!.Size.ShouldBe(size);
    }

    [Fact]
    public async Task Entries_as_long_as_a_server_keeps_are_read_whole() =>
        (await CheckAsync(Write(5, new string('x', 256 * 1024)))).ShouldSatisfyAllConditions(report => report.IsWhole.ShouldBeTrue(), report => report.Entries.ShouldBe(5));

    [Fact]
    public async Task A_line_that_is_longer_than_any_is_damage()
    {
        var line = new byte[5 * 1024 * 1024];
        line.AsSpan().Fill((byte)'x');
        (await CheckAsync(line)).Damage[0].Detail.ShouldContain("longer than any");
    }

    [Fact]
    public async Task A_short_export_takes_little_memory()
    {
        var export = Write(3);
        await CheckAsync(export);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var checking = CheckAsync(export);
        checking.IsCompletedSuccessfully.ShouldBeTrue("all of it was done on this thread");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task An_entry_that_was_changed_is_named() =>
        await ShouldFindAsync(lines => lines[300] = lines[300].Replace("entry 299", "other", StringComparison.Ordinal), DamageKind.Changed, index: 299, count: 1);

    [Fact]
    public async Task An_entry_that_was_removed_is_named() => await ShouldFindAsync(lines => lines.RemoveAt(10), DamageKind.Removed, index: 10, count: 1);

    [Fact]
    public async Task An_entry_that_was_inserted_is_named() => await ShouldFindAsync(lines => lines.Insert(10, "{\"more\":1}"), DamageKind.Inserted, index: 10, count: 1);

    [Fact]
    public async Task Entries_that_changed_places_are_named() => await ShouldFindAsync(lines => (lines[20], lines[22]) = (lines[22], lines[20]), DamageKind.Moved, index: 20, count: 3);

    [Fact]
    public async Task Hashes_that_were_changed_are_told_from_entries() =>
        await ShouldFindAsync(lines => lines[256] = Encoding.UTF8.GetString(ExportLines.OfHashes([.. Enumerable.Repeat(MerkleHash.Empty, 256)])).TrimEnd(), DamageKind.Hashes, index: 0, count: 0);

    [Fact]
    public async Task A_file_that_was_cut_off_says_so() => await ShouldFindAsync(lines => lines.RemoveRange(100, lines.Count - 100), DamageKind.Truncated, index: 100, count: 0);

    [Fact]
    public async Task What_follows_the_end_is_found() => await ShouldFindAsync(lines => lines.Add("{}"), DamageKind.Appended, index: 600, count: 0);

    [Fact]
    public async Task A_log_that_was_written_anew_does_not_fit_the_checkpoint()
    {
        var report = await CheckAsync(Write(600, entry: "forged"), checkpoint: NoteOf(600));
        report.Damage.ShouldHaveSingleItem().Kind.ShouldBe(DamageKind.Rewritten);
    }

    [Fact]
    public async Task Without_a_key_a_whole_file_is_whole_and_not_signed()
    {
        var report = await ExportCheck.CheckAsync(new MemoryStream(Write(3)));
        (report.IsWhole, report.Signed).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_log_that_grew_continues_its_older_checkpoints()
    {
        foreach (var size in (int[])[0, 1, 255, 256, 300, 600])
        {
            (await CheckAsync(Write(600), older: NoteOf(size))).Damage.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_log_that_was_rolled_back_or_written_anew_does_not_continue_an_older_checkpoint()
    {
        (await CheckAsync(Write(500), older: NoteOf(600))).Damage.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            damage => damage.Kind.ShouldBe(DamageKind.Older),
            damage => damage.Detail.ShouldContain("rolled back"));
        (await CheckAsync(Write(600, entry: "forged"), older: NoteOf(400))).Damage.ShouldHaveSingleItem().Kind.ShouldBe(DamageKind.Older);
    }

    [Fact]
    public async Task Every_random_change_of_a_file_is_noticed()
    {
        var (random, whole) = (new Random(7), Write(600));
        for (var round = 0; round < 1000; round++)
        {
            var changed = ExportedLog.Change(whole, random);
            (await CheckAsync(changed)).IsWhole.ShouldBeFalse($"round {round}");
        }
    }

    private async Task ShouldFindAsync(Action<List<string>> damage, DamageKind kind, long index, long count)
    {
        List<string> lines = [.. Encoding.UTF8.GetString(Write(600)).TrimEnd('\n').Split('\n')];
        damage(lines);
        var found = (await CheckAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))).Damage[0];
        (found.Kind, found.Index, found.Count).ShouldBe((kind, index, count));
    }

    private Task<ExportReport> CheckAsync(byte[] export, string? checkpoint = null, string? older = null) =>
        ExportCheck.CheckAsync(new MemoryStream(export), checkpoint, older, _key);

    private byte[] Write(int size, string entry = "entry") => ExportedLog.Write(size, entry, _key);

    private string NoteOf(int size) => ExportedLog.NoteOf(size, "entry", _key);
}
