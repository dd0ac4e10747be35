using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Merkle;

namespace Troupe.Server.Audit;

/// <summary>
/// Signs the trees of tenants, and nothing that does not continue what it signed before. The last checkpoint is kept outside the log, so that a log that was rolled back is noticed.
/// Thread-safe for different tenants; of one tenant one asks at a time.
/// </summary>
internal sealed class CheckpointSigner : IDisposable
{
    private const string Suffix = ".checkpoint";

    private readonly AuditOptions _options;
    private readonly ECDsa _key;
    private readonly ConcurrentDictionary<TenantId, NoteKey> _keys = new();
    private readonly ConcurrentDictionary<TenantId, string> _last = new();

    public CheckpointSigner(IOptions<AuditOptions> options)
    {
        _options = options.Value;
        _key = _options.Folder is { } folder ? SigningKey.Open(folder) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    /// <summary>Tenants whose checkpoints are kept in the folder.</summary>
    public IEnumerable<TenantId> Signed => _options.Folder is { } folder
        ? Directory.EnumerateFiles(folder, $"*{Suffix}").Select(Path.GetFileNameWithoutExtension).Where(name => TenantId.TryParse(name, out _)).Select(name => new TenantId(name!))
        : [];

    /// <summary>The key that signs a tenant's log.</summary>
    public NoteKey KeyOf(TenantId tenant) => _keys.GetOrAdd(tenant, name => new NoteKey($"{_options.Origin}/{name}", ECDsa.Create(_key.ExportParameters(includePrivateParameters: true))));

    /// <summary>The signed checkpoint of a tree; the same note as long as the tree is the same.</summary>
    /// <exception cref="AuditDamagedException">The tree does not continue what was signed.</exception>
    public async ValueTask<string> SignAsync(TenantId tenant, MerkleTiles tiles, CancellationToken cancellationToken)
    {
        var key = KeyOf(tenant);
        var root = await tiles.RootAsync(tiles.Size, cancellationToken);
        if (await FindLastAsync(tenant, cancellationToken) is { } last)
        {
            var before = Read(last, key, tenant);
            if (before.Size > tiles.Size || await tiles.RootAsync(before.Size, cancellationToken) != before.Root)
            {
                throw new AuditDamagedException($"The audit log of {tenant} has {tiles.Size} entries that do not continue the {before.Size} that were signed.");
            }

            if (before.Size == tiles.Size)
            {
                return last;
            }
        }

        var note = new Checkpoint(key.Name, tiles.Size, root).Sign(key);
        await KeepAsync(tenant, note, cancellationToken);
        await tiles.SaveAsync(cancellationToken);
        return note;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static Checkpoint Read(string note, NoteKey key, TenantId tenant)
    {
        try
        {
            return Checkpoint.Read(note, key);
        }
        catch (FormatException unreadable)
        {
            throw new AuditDamagedException($"The last checkpoint of {tenant} does not count: {unreadable.Message}");
        }
    }

    private async ValueTask<string?> FindLastAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_last.TryGetValue(tenant, out var known))
        {
            return known;
        }

        return _options.Folder is { } folder && File.Exists(PathOf(folder, tenant)) ? await File.ReadAllTextAsync(PathOf(folder, tenant), cancellationToken) : null;
    }

    private async ValueTask KeepAsync(TenantId tenant, string note, CancellationToken cancellationToken)
    {
        if (_options.Folder is { } folder)
        {
            var path = PathOf(folder, tenant);
            await File.WriteAllTextAsync($"{path}.next", note, cancellationToken);
            File.Move($"{path}.next", path, overwrite: true);
        }

        _last[tenant] = note;
    }

    private static string PathOf(string folder, TenantId tenant) => Path.Combine(folder, $"{tenant}{Suffix}");
}
