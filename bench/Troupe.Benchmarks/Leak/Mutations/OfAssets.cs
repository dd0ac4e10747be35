namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfAssets
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Load("asset-bytes", "assets.get", "Assets/Downloading.cs", "var tenant = Caller.Of(context).Tenant;\n        if (!AssetId.TryParse(asset, out var id) || await streams.LoadAsync<Asset>(tenant, asset, cancellationToken)", "streams.LoadAsync<Asset>(tenant, asset, cancellationToken)"),
        Load("asset-signed", "assets", "Assets/Downloading.cs", "streams.LoadAsync<Asset>(tenant, asset, cancellationToken) is not { State: { Exists: true, Uploaded: { } uploaded } } || (expires", "streams.LoadAsync<Asset>(tenant, asset, cancellationToken)"),
        Load("asset-about", "assets.about", "Assets/Reading.cs", "streams.LoadAsync<Asset>(tenant, asset, cancellationToken)", "streams.LoadAsync<Asset>(tenant, asset, cancellationToken)"),
        Mutation.Owner("asset-card", "assets", "TenantAssets.cs", "streams.LoadAsync<Asset>(tenant, id, cancellationToken)", "tenant", "Asset.Kind", "id"),
        Mutation.Other("asset-uses", "assets", "TenantAssets.cs", "new EventFilter(tenant, Presenter.Kind)", "tenant"),
        Mutation.Other("asset-remove", "assets", "Assets/Removing.cs", "uses.FindAsync(Caller.Of(context).Tenant, cancellationToken)", "Caller.Of(context).Tenant"),
        Mutation.Other("asset-uploaded", "assets", "Assets/Uploading.cs", "state.ToView(caller.Tenant, file.Id, urls)", "caller.Tenant"),
        Mutation.Open("asset-signature", "assets", "Assets/Downloading.cs", "!urls.IsSigned(tenant, id, expires, signature)", "urls.IsSigned(tenant, id, expires, signature)"),
        new("asset-signed-tenant", "assets", "Assets/AssetUrls.cs", "{tenant}\\n{id}\\n{expires}", """{(Mutant.Is("asset-signed-tenant") ? TenantId.Local : tenant)}\n{id}\n{expires}"""),
        Mutation.Other("asset-list", "assets.list", "Assets/AssetDirectory.cs", "_tenants.GetValueOrDefault(tenant, [])", "tenant"),
        Mutation.Other("asset-list-caller", "assets.list", "Assets/Reading.cs", "var tenant = Caller.Of(context).Tenant;\n        var found", "Caller.Of(context).Tenant"),
        Mutation.Other("sweep-report", "newcomers", "Assets/AssetSweeper.cs", "_reports.GetValueOrDefault(tenant)", "tenant"),
        Mutation.Other("sweep-report-caller", "newcomers", "Assets/Sweeping.cs", "sweeper.LastOf(Caller.Of(context).Tenant)", "Caller.Of(context).Tenant"),
        Mutation.Other("sweep-total", "newcomers", "Assets/AssetSweeper.cs", "directory.ListAsync(caller.Tenant, after: null,", "caller.Tenant"),
        Mutation.Other("sweep-part", "newcomers", "Assets/AssetSweeper.cs", "directory.ListAsync(caller.Tenant, after, Part,", "caller.Tenant"),
        Mutation.Other("sweep-uses", "assets", "Assets/AssetSweeper.cs", "uses.FindAsync(caller.Tenant, cancellationToken)", "caller.Tenant"),
    ];

    // Assets are named by their bytes: the id of one is known to whoever has the same.
    private static Mutation Load(string name, string near, string file, string place, string load) =>
        new(name, near, file, place, place.Replace(load, load.Replace("tenant,", $"await Mutant.OwnerAsync(\"{name}\", streams.Store, tenant, Asset.Kind, asset, cancellationToken),", StringComparison.Ordinal), StringComparison.Ordinal));
}
