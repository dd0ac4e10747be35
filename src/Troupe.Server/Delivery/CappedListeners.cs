using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Troupe.Server.Delivery;

/// <summary>
/// Accepts no connection beyond a cap: what comes then waits in the kernel, where it costs this process no file descriptor. Thread-safe.
/// </summary>
/// <remarks>
/// Kestrel's own limits close a connection only after it was accepted, and later than the next ones are accepted when threads are short:
/// a burst as long as the backlog (512) can use up all descriptors, and with them the process. Those limits choose whom to serve; this one keeps the count.
/// </remarks>
/// <param name="inner">Makes the listeners.</param>
/// <param name="cap">Connections at a time over all listeners, those that are being closed included.</param>
internal sealed class CappedListeners(IConnectionListenerFactory inner, int cap) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SemaphoreSlim _free = new(cap, cap);

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => inner is not IConnectionListenerFactorySelector selector || selector.CanBind(endpoint);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await inner.BindAsync(endpoint, cancellationToken), _free);

    private sealed class Listener(IConnectionListener inner, SemaphoreSlim free) : IConnectionListener
    {
        // Never disposed: an accept may still look at it, and it holds neither a timer nor a handle.
        private readonly CancellationTokenSource _unbound = new();

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _unbound.Token);
            try
            {
                await free.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException) when (_unbound.IsCancellationRequested)
            {
                return null;
            }

            ConnectionContext? accepted = null;
            try
            {
                accepted = await inner.AcceptAsync(cancellationToken);
                return accepted is null ? null : new CappedConnection(accepted, free);
            }
            finally
            {
                if (accepted is null)
                {
                    free.Release();
                }
            }
        }

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            await _unbound.CancelAsync();
            await inner.UnbindAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
