namespace Troupe.Server.Limits;

/// <summary>
/// The generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling): a budget is one number, the theoretical arrival time
/// at which all that was taken is paid for. No timer refills it. Thread-safe, 0 bytes a decision.
/// </summary>
internal sealed class Gcra
{
    private long _paidAt;

    /// <summary>Takes from the budget, when it has enough.</summary>
    /// <param name="now">The time, in nanoseconds of a clock that never goes back.</param>
    /// <param name="price">Cost of the action: how long the rate takes to pay for it, in nanoseconds.</param>
    /// <param name="burst">How far ahead of payment the budget may be, in nanoseconds.</param>
    /// <param name="wait">How long until the action could be paid for, in nanoseconds; 0 when it was taken; <see cref="long.MaxValue"/> when it never can.</param>
    public bool TryTake(long now, long price, long burst, out long wait)
    {
        while (true)
        {
            var paidAt = Volatile.Read(ref _paidAt);
            var after = Math.Max(paidAt, now) + price;
            if (after - now > burst)
            {
                wait = price > burst ? long.MaxValue : after - now - burst;
                return false;
            }

            if (Interlocked.CompareExchange(ref _paidAt, after, paidAt) == paidAt)
            {
                wait = 0;
                return true;
            }
        }
    }

    /// <summary>Corrects what was taken by the difference to what it turned out to cost: gives back when negative. What is over the budget stays as a debt.</summary>
    public void Settle(long now, long difference)
    {
        while (true)
        {
            var paidAt = Volatile.Read(ref _paidAt);
            var after = Math.Max(Math.Max(paidAt, now) + difference, 0);
            if (Interlocked.CompareExchange(ref _paidAt, after, paidAt) == paidAt)
            {
                return;
            }
        }
    }

    /// <summary>How much could be taken at once, in nanoseconds of the rate; 0 when in debt.</summary>
    public long Left(long now, long burst) => Math.Max(burst - Math.Max(Volatile.Read(ref _paidAt) - now, 0), 0);

    /// <summary>Whether the budget is as if it had never been used.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _paidAt) <= now;
}
