using Microsoft.Extensions.Options;
using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Assets;

/// <summary>Adds the room and its addresses.</summary>
internal static class AssetsSetup
{
    /// <summary>Registers assets. What names them comes from elsewhere: <see cref="IAssetUses"/>.</summary>
    public static void AddAssets(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AssetsOptions>().BindConfiguration("Troupe:Assets").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AssetsOptions>>(new OwnMistakes<AssetsOptions>(options => options.Mistakes()));
        builder.Services.AddSingleton<IBlobStore>(services =>
        {
            var (options, time) = (services.GetRequiredService<IOptions<AssetsOptions>>().Value, services.GetRequiredService<TimeProvider>());
            return options.Store switch
            {
                BlobStoreKind.Folder => new FolderBlobStore(options.Folder, time),
                BlobStoreKind.S3 => new S3BlobStore(options.S3, new HttpClient(), time),
                var other => throw new InvalidOperationException($"There is no store {other}."),
            };
        });
        builder.Services.AddSingleton<AssetUrls>();
        builder.Services.AddSingleton<AssetGates>();
        builder.Services.AddSingleton<AssetDirectory>();
        builder.Services.AddSingleton<Uploading>();
        builder.Services.AddSingleton<Downloading>();
        builder.Services.AddSingleton<AssetSweeper>();
        builder.Services.AddHostedService<SweepTimer>();
    }

    /// <summary>Maps <c>/v1/assets</c>.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        var assets = routes.MapGroup("/v1/assets");
        Uploading.Map(assets);
        Reading.Map(assets);
        Downloading.Map(assets);
        Removing.Map(assets);
        Sweeping.Map(assets);
    }
}
