using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Tests.Assets.Storage;

[Trait("Category", "fast")]
public sealed class S3BlobStoreTests : BlobStoreConformance, IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private LocalS3? _bucket;

    public async ValueTask InitializeAsync() => _bucket = await LocalS3.StartAsync(Time);

    private protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(Store(LocalS3.SecretKey));

    [Fact]
    public async Task Names_of_objects_begin_with_the_prefix()
    {
        var id = await PutAsync(Store(LocalS3.SecretKey), "a picture"u8.ToArray());
        _bucket!.Keys.ShouldBe([$"layers of acme/{id}"]);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_told_with_the_way_out()
    {
        var failure = await Should.ThrowAsync<BlobStoreException>(async () => await PutAsync(Store("wrong"), "a picture"u8.ToArray()));
        failure.Code.ShouldBe("storage_unavailable");
        failure.Message.ShouldContain("SignatureDoesNotMatch");
        failure.Message.ShouldContain("Troupe:Assets:S3");
        _bucket!.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_is_down_is_told()
    {
        var store = Store(LocalS3.SecretKey);
        await _bucket!.DisposeAsync();
        var failure = await Should.ThrowAsync<BlobStoreException>(async () => await PutAsync(store, "a picture"u8.ToArray()));
        failure.Message.ShouldContain("cannot be reached");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _bucket!.DisposeAsync();
    }

    private S3BlobStore Store(string secretKey) => new(
        new S3Options { Endpoint = _bucket!.Address, Region = LocalS3.Region, Bucket = LocalS3.Bucket, Prefix = "layers of acme/", AccessKey = LocalS3.AccessKey, SecretKey = secretKey },
        _http,
        Time);
}
