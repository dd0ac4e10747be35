using Microsoft.Extensions.Options;
using Troupe.Contracts.Merkle;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Audit;

/// <summary>The tree over restarts, and over a log that was changed beneath it.</summary>
[Trait("Category", "fast")]
public sealed class AuditTreeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;
    private InMemoryEventStore _store = new(TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_restart_the_log_is_signed_on_by_the_same_key()
    {
        await WriteAsync(700);
        var older = Checkpoint.Read(await SignAsync());
        await WriteAsync(1);
        using var signer = Open();
        var newer = Checkpoint.Read(await SignAsync(), signer.KeyOf(TenantId.Local));
        (older.Size, newer.Size).ShouldBe((700, 701));
        newer.Root.ShouldBe(PlainMerkle.Root([.. await LeavesAsync()]));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void The_key_is_readable_by_the_server_alone_and_refused_when_it_is_not()
    {
        Open().Dispose();
        var file = Path.Combine(_folder, SigningKey.FileName);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Should.Throw<InvalidOperationException>(Open).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_tile_that_is_lost_is_built_anew()
    {
        await WriteAsync(600);
        var note = await SignAsync();
        await _store.SaveSnapshotAsync(new StreamId(TenantId.Local, "audit-tile", "0-1"), new StreamSnapshot(0, "gone", "\"\""u8.ToArray()), default);
        await WriteAsync(1);
        Checkpoint.Read(await SignAsync()).Root.ShouldBe(PlainMerkle.Root([.. await LeavesAsync()]));
        Checkpoint.Read(note).Size.ShouldBe(600);
    }

    [Fact]
    public async Task A_log_that_was_rolled_back_is_not_signed()
    {
        await WriteAsync(10);
        await SignAsync();
        _store = new InMemoryEventStore(TimeProvider.System);
        await WriteAsync(9);
        (await Should.ThrowAsync<AuditDamagedException>(SignAsync)).Message.ShouldContain("9 entries that do not continue the 10");
    }

    [Fact]
    public async Task A_log_whose_history_was_changed_is_not_signed()
    {
        await WriteAsync(10);
        await SignAsync();
        _store = new InMemoryEventStore(TimeProvider.System);
        await WriteAsync(12);
        await Should.ThrowAsync<AuditDamagedException>(SignAsync);
    }

    [Fact]
    public async Task A_log_that_is_shorter_than_its_tree_is_noticed()
    {
        await WriteAsync(300);
        await SignAsync();
        var saved = await _store.FindSnapshotAsync(AuditEntry.StreamOf(TenantId.Local), default);
        _store = new InMemoryEventStore(TimeProvider.System);
        await WriteAsync(299);
        await _store.SaveSnapshotAsync(AuditEntry.StreamOf(TenantId.Local), saved!, default);
        (await Should.ThrowAsync<AuditDamagedException>(SignAsync)).Message.ShouldContain("entry 299");
    }

    private CheckpointSigner Open() => new(Options.Create(new AuditOptions { Folder = _folder }));

    // As a server does that has just started.
    private async Task<string> SignAsync()
    {
        using var signer = Open();
        using var tree = new AuditTree(_store, TenantId.Local);
        return await tree.AskAsync(tiles => signer.SignAsync(TenantId.Local, tiles, default), default);
    }

    private async Task<List<MerkleHash>> LeavesAsync()
    {
        var leaves = new List<MerkleHash>();
        await foreach (var envelope in _store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), 0, default))
        {
            leaves.Add(AuditLine.HashOf(envelope));
        }

        return leaves;
    }

    private async Task WriteAsync(int count)
    {
        var streams = new EventStreams(_store, new EventCodec());
        AuditEntry[] entries = [.. Enumerable.Range(0, count).Select(number => new AuditEntry("test.act", $"thing/{number}", "me", "key", "done"))];
        await _store.AppendAsync([streams.Write(AuditEntry.StreamOf(TenantId.Local), StreamWrite.AnyVersion, entries)], default);
    }
}
