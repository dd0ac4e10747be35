namespace Troupe.Server.Delivery;

/// <summary>
/// Limits how fast things arrive by the generic cell rate algorithm (ITU-T I.371, virtual scheduling): no timer, two numbers of state.
/// Not thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="perSecond">Sustained rate.</param>
/// <param name="burst">How many may come at once.</param>
internal sealed class ArrivalRate(TimeProvider time, double perSecond, double burst)
{
    private readonly double _ticksPerUnit = time.TimestampFrequency / perSecond;
    private readonly double _tolerance = time.TimestampFrequency / perSecond * burst;
    private double _theoreticalArrival = double.NegativeInfinity;

    /// <summary>Takes a number of units if the rate allows it; otherwise changes nothing.</summary>
    public bool TryTake(double units = 1)
    {
        double now = time.GetTimestamp();
        var ahead = Math.Max(_theoreticalArrival - now, 0) + (_ticksPerUnit * units);
        if (ahead > _tolerance)
        {
            return false;
        }

        _theoreticalArrival = now + ahead;
        return true;
    }
}
