using Troupe.Contracts.Merkle;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>The Merkle tree over a tenant's entries, in the order of their stream. It follows the log when it is asked, from where it was saved. Thread-safe: one asks at a time.</summary>
internal sealed class AuditTree(IEventStore store, TenantId tenant) : IDisposable
{
    /// <summary>Entries between two savings: what is read again after a restart at most.</summary>
    private const int SaveEvery = 256;

    private readonly StreamId _log = AuditEntry.StreamOf(tenant);
    private readonly SemaphoreSlim _gate = new(1);
    private MerkleTiles? _tiles;

    /// <summary>Asks the tree once it has all entries.</summary>
    /// <exception cref="AuditDamagedException">The log is not what the tree was built of.</exception>
    /// <exception cref="EventStoreException">The store cannot be read or written.</exception>
    public async Task<T> AskAsync<T>(Func<MerkleTiles, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            try
            {
                return await ask(await FollowAsync(resume: true, cancellationToken));
            }
            catch (TileLostException)
            {
                _tiles = null;
                return await ask(await FollowAsync(resume: false, cancellationToken));
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async ValueTask<MerkleTiles> FollowAsync(bool resume, CancellationToken cancellationToken)
    {
        var tiles = _tiles ?? await OpenAsync(resume, cancellationToken);

        // A failure on the way leaves nothing half done behind.
        _tiles = null;
        await foreach (var envelope in store.ReadStreamAsync(_log, tiles.Size, cancellationToken))
        {
            await tiles.AppendAsync(AuditLine.HashOf(envelope), cancellationToken);
            if (tiles.Size % SaveEvery == 0)
            {
                await tiles.SaveAsync(cancellationToken);
            }
        }

        return _tiles = tiles;
    }

    private async ValueTask<MerkleTiles> OpenAsync(bool resume, CancellationToken cancellationToken)
    {
        var tiles = new MerkleTiles(store, _log);
        if (!resume)
        {
            return tiles;
        }

        await tiles.ResumeAsync(cancellationToken);
        if (tiles.Size > 0 && await LastLeafAsync(tiles.Size, cancellationToken) != await tiles.NodeAsync(height: 0, tiles.Size - 1, cancellationToken))
        {
            throw new AuditDamagedException($"The audit log of {tenant} is not what its tree was built of: entry {tiles.Size - 1} is another one or is gone.");
        }

        return tiles;
    }

    private async ValueTask<MerkleHash?> LastLeafAsync(long size, CancellationToken cancellationToken)
    {
        await foreach (var envelope in store.ReadStreamAsync(_log, size - 1, cancellationToken))
        {
            return AuditLine.HashOf(envelope);
        }

        return null;
    }
}

/// <summary>The audit log does not continue what was signed or hashed before: somebody changed it beneath the server.</summary>
/// <param name="message">What does not fit.</param>
internal sealed class AuditDamagedException(string message) : Exception($"{message} Nothing is signed until an operator has looked: keep the files as they are and compare an export with an older checkpoint (troupe audit verify).");

/// <summary>The trees of all tenants. Thread-safe.</summary>
internal sealed class AuditTrees(IEventStore store) : IDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<TenantId, AuditTree> _trees = new();

    /// <summary>The tree of a tenant.</summary>
    public AuditTree Of(TenantId tenant) => _trees.GetOrAdd(tenant, static (name, store) => new AuditTree(store, name), store);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tree in _trees.Values)
        {
            tree.Dispose();
        }
    }
}
