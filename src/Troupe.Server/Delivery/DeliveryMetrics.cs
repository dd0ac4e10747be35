using System.Diagnostics.Metrics;

namespace Troupe.Server.Delivery;

/// <summary>Figures of the room, meter <c>Troupe.Delivery</c>.</summary>
internal sealed class DeliveryMetrics
{
    private readonly UpDownCounter<int> _sockets;
    private readonly Counter<long> _refused;

    /// <summary>Creates the meter.</summary>
    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Troupe.Delivery");
        _sockets = meter.CreateUpDownCounter<int>("troupe.sockets.open", "{socket}", "WebSockets that are open.");
        _refused = meter.CreateCounter<long>("troupe.sockets.refused", "{socket}", "WebSockets that were refused because the server is full.");
    }

    /// <summary>A socket opened.</summary>
    public void SocketOpened() => _sockets.Add(1);

    /// <summary>A socket closed.</summary>
    public void SocketClosed() => _sockets.Add(-1);

    /// <summary>A socket was refused.</summary>
    public void SocketRefused() => _refused.Add(1);
}
