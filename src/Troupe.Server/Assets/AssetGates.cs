namespace Troupe.Server.Assets;

/// <summary>
/// Keeps an upload and a sweep of the same bytes apart: between putting bytes and recording that a tenant has them nobody else would know that they are wanted. Thread-safe.
/// </summary>
internal sealed class AssetGates : IDisposable
{
    /// <summary>More gates than cores and disks work at once; two assets of one gate only wait a little.</summary>
    private const int Count = 64;

    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Enters; whoever disposes of the result leaves.</summary>
    public async ValueTask<IDisposable> EnterAsync(AssetId id, CancellationToken cancellationToken)
    {
        var gate = _gates[Convert.ToInt32(id.Value[..2], 16) % Count];
        await gate.WaitAsync(cancellationToken);
        return new Leaving(gate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates)
        {
            gate.Dispose();
        }
    }

    private sealed class Leaving(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
