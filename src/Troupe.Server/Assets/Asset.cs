using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Assets;

/// <summary>A tenant has an asset.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Visibility">Who may fetch it.</param>
/// <param name="At">When it came.</param>
[EventType("asset.uploaded")]
internal sealed record AssetUploaded(string Type, long Bytes, AssetVisibility Visibility, DateTimeOffset At) : IDomainEvent
{
    /// <summary>In pixels.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Length of sound.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was left out of it because it is not safe.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}

/// <summary>A sweep found that nothing names it.</summary>
[EventType("asset.unused")]
internal sealed record AssetUnused(DateTimeOffset At) : IDomainEvent;

/// <summary>A sweep found that something names it again; it is the tenant's again if it was removed.</summary>
[EventType("asset.used")]
internal sealed record AssetUsed : IDomainEvent;

/// <summary>The tenant has it no longer.</summary>
[EventType("asset.removed")]
internal sealed record AssetRemoved(DateTimeOffset At) : IDomainEvent;

/// <summary>An asset of a tenant, folded from its facts; immutable. The bytes are the same for all tenants, the right to them is not.</summary>
internal sealed record Asset : IFolded<Asset>
{
    /// <inheritdoc/>
    public static string Kind => "asset";

    /// <inheritdoc/>
    public static Asset Initial { get; } = new();

    /// <summary>What was uploaded last; null when nothing ever was.</summary>
    public AssetUploaded? Uploaded { get; init; }

    /// <summary>Since when nothing names it, as far as a sweep found; null while something does.</summary>
    public DateTimeOffset? UnusedSince { get; init; }

    /// <summary>When it was removed; null while the tenant has it.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether the tenant has it.</summary>
    public bool Exists => Uploaded is not null && RemovedAt is null;

    /// <inheritdoc/>
    public Asset Apply(IDomainEvent fact) => fact switch
    {
        AssetUploaded uploaded => new Asset { Uploaded = uploaded },
        AssetUnused unused => this with { UnusedSince = unused.At },
        AssetUsed => this with { UnusedSince = null, RemovedAt = null },
        AssetRemoved removed => this with { RemovedAt = removed.At },
        _ => this,
    };
}
