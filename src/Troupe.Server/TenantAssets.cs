using System.Text.Json;
using Troupe.Server.Assets;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Events;
using Troupe.Server.Presenters;

namespace Troupe.Server;

/// <summary>Joins presenters and assets: looks find the assets that they name, and assets learn which drafts and revisions name them. Thread-safe.</summary>
internal sealed class TenantAssets(EventStreams streams, IBlobStore blobs, AssetUrls urls) : IAssetCatalog, IAssetUses
{
    /// <inheritdoc/>
    public async ValueTask<AssetCard?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        if (!AssetId.TryParse(id, out var asset) || await streams.LoadAsync<Asset>(tenant, id, cancellationToken) is not { State: { Exists: true, Uploaded: { } uploaded } })
        {
            return null;
        }

        var kind = AssetAnswers.KindOf(uploaded.Type);
        return new AssetCard(id, kind, uploaded.Bytes, urls.Of(tenant, asset, uploaded.Visibility).Url, kind == "rig" ? await ReadRigAsync(asset, uploaded.Bytes, cancellationToken) : null)
        {
            Type = uploaded.Type, Integrity = asset.Integrity,
        };
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<AssetId>> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var presenters = new Dictionary<string, Presenter>(StringComparer.Ordinal);
        await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(tenant, Presenter.Kind), 0, cancellationToken))
        {
            var before = presenters.GetValueOrDefault(envelope.Stream.Id, Presenter.Initial);
            presenters[envelope.Stream.Id] = streams.Read(envelope) is { } fact ? before.Apply(fact) : before;
        }

        return presenters.Values
            .SelectMany(presenter => presenter.Revisions.Select(revision => revision.Profile).Concat(presenter.Draft is { } draft ? [draft] : []))
            .SelectMany(Preflight.AssetsOf)
            .Where(name => AssetId.TryParse(name, out _))
            .Select(name => new AssetId(name))
            .ToHashSet();
    }

    // A character is small: it was checked against its limit when it was uploaded.
    private async ValueTask<Rig?> ReadRigAsync(AssetId id, long bytes, CancellationToken cancellationToken)
    {
        if (await blobs.OpenAsync(id, 0, bytes, cancellationToken) is not { } file)
        {
            return null;
        }

        await using (file)
        {
            using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
            return Rig.Read(id.Value, document.RootElement);
        }
    }
}

/// <summary>Adds what joins presenters and assets.</summary>
internal static class TenantAssetsSetup
{
    /// <summary>Registers it under both rooms' seams.</summary>
    public static void AddTenantAssets(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TenantAssets>();
        builder.Services.AddSingleton<IAssetUses>(services => services.GetRequiredService<TenantAssets>());
        builder.Services.AddSingleton<IAssetCatalog>(services => services.GetRequiredService<TenantAssets>());
    }
}
