using System.Security.Cryptography;
using System.Text;
using Troupe.Server.Assets;
using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Tests.Assets.Storage;

/// <summary>What every store of bytes must do.</summary>
public abstract class BlobStoreConformance
{
    private protected ManualTime Time { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty store.</summary>
    private protected abstract Task<IBlobStore> OpenAsync();

    [Fact]
    public async Task Bytes_come_back_whole_and_in_parts()
    {
        var store = await OpenAsync();
        var bytes = Enumerable.Range(0, 200_000).Select(index => (byte)(index * 7)).ToArray();
        var id = await PutAsync(store, bytes);
        (await ReadAsync(store, id, 0, bytes.Length)).ShouldBe(bytes);
        (await ReadAsync(store, id, 100_000, 3)).ShouldBe(bytes[100_000..100_003]);
        (await ReadAsync(store, id, bytes.Length - 1, 1)).ShouldBe(bytes[^1..]);
    }

    [Fact]
    public async Task What_is_not_here_is_nothing()
    {
        var store = await OpenAsync();
        var id = IdOf("never put"u8);
        (await store.FindAsync(id, Token)).ShouldBeNull();
        (await store.OpenAsync(id, 0, 1, Token)).ShouldBeNull();
        await store.DeleteAsync(id, Token);
        (await ListAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_others_than_they_are_said_to_be_are_not_kept()
    {
        var store = await OpenAsync();
        var (said, longer) = (IdOf("said"u8), IdOf("given"u8));
        await Should.ThrowAsync<InvalidDataException>(async () => await store.PutAsync(said, new MemoryStream("given"u8.ToArray()), 5, Token));
        await Should.ThrowAsync<InvalidDataException>(async () => await store.PutAsync(longer, new MemoryStream("given"u8.ToArray()), 4, Token));
        (await ListAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Putting_again_changes_nothing_but_the_time()
    {
        var store = await OpenAsync();
        Time.Advance(TimeSpan.FromDays(20_000));
        var id = await PutAsync(store, "the same"u8.ToArray());
        (await store.FindAsync(id, Token)).ShouldBe(new Blob(id, 8, Time.GetUtcNow()));
        Time.Advance(TimeSpan.FromHours(1));
        await PutAsync(store, "the same"u8.ToArray());
        (await ListAsync(store)).ShouldBe([new Blob(id, 8, Time.GetUtcNow())]);
    }

    [Fact]
    public async Task Deleted_bytes_are_gone_and_the_others_stay()
    {
        var store = await OpenAsync();
        var gone = await PutAsync(store, "gone"u8.ToArray());
        var stays = await PutAsync(store, "stays"u8.ToArray());
        await store.DeleteAsync(gone, Token);
        (await store.FindAsync(gone, Token)).ShouldBeNull();
        (await ListAsync(store)).Select(blob => blob.Id).ShouldBe([stays]);
    }

    [Fact]
    public async Task A_list_has_everything_once()
    {
        var store = await OpenAsync();
        var ids = new List<AssetId>();
        for (var index = 0; index < 9; index++)
        {
            ids.Add(await PutAsync(store, Encoding.UTF8.GetBytes($"bytes {index}")));
        }

        (await ListAsync(store)).Select(blob => blob.Id.Value).Order().ShouldBe(ids.Select(id => id.Value).Order());
    }

    [Fact]
    public async Task Many_who_put_the_same_at_once_all_succeed()
    {
        var store = await OpenAsync();
        var bytes = new byte[100_000];
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(store, bytes)));
        (await ListAsync(store)).Select(blob => blob.Id).ShouldBe([ids.Distinct().Single()]);
        (await ReadAsync(store, ids[0], 0, bytes.Length)).ShouldBe(bytes);
    }

    private protected static AssetId IdOf(ReadOnlySpan<byte> bytes) => AssetId.Of(SHA256.HashData(bytes));

    private protected static async Task<AssetId> PutAsync(IBlobStore store, byte[] bytes)
    {
        var id = IdOf(bytes);
        await store.PutAsync(id, new MemoryStream(bytes), bytes.Length, Token);
        return id;
    }

    private static async Task<byte[]> ReadAsync(IBlobStore store, AssetId id, long offset, long length)
    {
        await using var stream = (await store.OpenAsync(id, offset, length, Token)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private protected static async Task<List<Blob>> ListAsync(IBlobStore store)
    {
        var found = new List<Blob>();
        await foreach (var blob in store.ListAsync(Token))
        {
            found.Add(blob);
        }

        return found;
    }
}
