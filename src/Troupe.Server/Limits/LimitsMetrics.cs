using System.Diagnostics.Metrics;

namespace Troupe.Server.Limits;

/// <summary>Figures of the room, meter <c>Troupe.Limits</c>.</summary>
internal sealed class LimitsMetrics
{
    private readonly Counter<long> _refused;

    /// <summary>Creates the meter.</summary>
    public LimitsMetrics(IMeterFactory meters, ServerLoad load)
    {
        var meter = meters.Create("Troupe.Limits");
        _refused = meter.CreateCounter<long>("troupe.limits.refused", "{request}", "Requests that a budget did not pay for, by budget and reason.");
        meter.CreateObservableGauge("troupe.server.load", () => load.Value, "1", "How busy the server is, from 0 to 1.");
    }

    /// <summary>A request was refused.</summary>
    public void Refused(string budget, string reason) =>
        _refused.Add(1, new KeyValuePair<string, object?>("budget", budget), new KeyValuePair<string, object?>("reason", reason));
}
