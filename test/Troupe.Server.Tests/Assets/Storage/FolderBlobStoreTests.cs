using Troupe.Server.Assets;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Tests.Events;

namespace Troupe.Server.Tests.Assets.Storage;

[Trait("Category", "fast")]
public sealed class FolderBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new FolderBlobStore(_folder["assets"], Time));

    [Fact]
    public async Task Files_lie_on_shelves_and_only_this_user_can_read_them()
    {
        var id = await PutAsync(await OpenAsync(), "a picture"u8.ToArray());
        var file = Path.Combine(_folder["assets"], id.Value[..2], id.Value[2..4], id.Value);
        (await File.ReadAllTextAsync(file)).ShouldBe("a picture");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead);
            File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_put_that_breaks_off_leaves_nothing_behind()
    {
        var store = await OpenAsync();
        await Should.ThrowAsync<BlobStoreException>(async () => await store.PutAsync(IdOf("whole"u8), new BrokenStream(), 5, TestContext.Current.CancellationToken));
        Directory.EnumerateFiles(_folder["assets"], "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_files_in_the_folder_are_not_listed()
    {
        var store = await OpenAsync();
        var id = await PutAsync(store, "a picture"u8.ToArray());
        await File.WriteAllTextAsync(_folder["assets/notes.txt"], "mine");
        await File.WriteAllTextAsync(Path.Combine(_folder["assets"], IdOf("elsewhere"u8).Value), "elsewhere");
        (await ListAsync(store)).Select(blob => blob.Id).ShouldBe([id]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told_with_the_way_out()
    {
        await File.WriteAllTextAsync(_folder["assets"], "a file in the way");
        var failure = await Should.ThrowAsync<BlobStoreException>(async () => await PutAsync(await OpenAsync(), "x"u8.ToArray()));
        failure.Code.ShouldBe("storage_unavailable");
        failure.Message.ShouldContain("Troupe:Assets:Folder");
    }

    [Fact]
    public void A_full_disk_is_told_as_such()
    {
        var failure = Should.Throw<IOException>(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.Write("x"u8);
        });
        BlobFiles.Explain(failure, "/dev").Code.ShouldBe("storage_read_only");
    }

    public void Dispose() => _folder.Dispose();

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The line broke.");
    }
}
