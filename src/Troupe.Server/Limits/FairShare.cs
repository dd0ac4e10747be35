using System.Collections.Concurrent;

namespace Troupe.Server.Limits;

/// <summary>
/// Shares the server's capacity among the tenants that use it, by weight (max-min fairness). Whoever stays within the share passes; what
/// others leave unused is lent as long as no more than half a second of work is taken ahead. Thread-safe.
/// </summary>
/// <remarks>
/// Two levels, as a hierarchical token bucket (HTB, Devera 2002) has them: a guaranteed rate for each tenant, and a common ceiling from
/// which they borrow.
/// </remarks>
internal sealed class FairShare
{
    private const long Second = 1_000_000_000;

    /// <summary>A tenant counts as using the server for so long after its last request.</summary>
    private const long Memory = 5 * Second;

    private const long CountEvery = Second / 4;

    private readonly ConcurrentDictionary<TenantId, Share> _shares = new();
    private readonly Gcra _common = new();
    private readonly Lock _gate = new();
    private readonly double _capacity;
    private Share[] _known = [];
    private double _weights;
    private long _countedAt;

    /// <summary>Creates it.</summary>
    /// <param name="capacity">Work that the server does in a second.</param>
    public FairShare(double capacity) => _capacity = capacity;

    /// <summary>Takes capacity for a piece of work.</summary>
    /// <param name="tenant">Whose work.</param>
    /// <param name="weight">The tenant's weight against others.</param>
    /// <param name="work">How much work, in units of the capacity.</param>
    /// <param name="now">The time, in nanoseconds.</param>
    /// <param name="wait">When the work would fit, in nanoseconds.</param>
    public bool TryTake(TenantId tenant, double weight, double work, long now, out long wait)
    {
        var share = _shares.TryGetValue(tenant, out var known) ? known : Add(tenant, weight);
        share.Weight = weight;
        Volatile.Write(ref share.SeenAt, now);
        if (now - Volatile.Read(ref _countedAt) > CountEvery)
        {
            Count(now);
        }

        var common = (long)(work / _capacity * Second);
        var own = (long)(common * Math.Max(Volatile.Read(ref _weights) / weight, 1));
        if (share.Guaranteed.TryTake(now, own, Math.Max(own, Second), out wait))
        {
            _common.Settle(now, common);
            return true;
        }

        if (_common.TryTake(now, common, common + (Second / 2), out var lent))
        {
            wait = 0;
            return true;
        }

        wait = Math.Min(wait, lent);
        return false;
    }

    /// <summary>How many pieces of work would pass at once.</summary>
    /// <param name="tenant">Whose work.</param>
    /// <param name="weight">The tenant's weight against others.</param>
    /// <param name="work">How much work a piece is, in units of the capacity.</param>
    /// <param name="now">The time, in nanoseconds.</param>
    public long Left(TenantId tenant, double weight, double work, long now)
    {
        var common = Math.Max((long)(work / _capacity * Second), 1);
        var own = (long)(common * Math.Max(Volatile.Read(ref _weights) / weight, 1));
        var guaranteed = _shares.TryGetValue(tenant, out var share) ? share.Guaranteed.Left(now, Math.Max(own, Second)) / own : 0;
        return Math.Max(guaranteed, _common.Left(now, common + (Second / 2)) / common);
    }

    private Share Add(TenantId tenant, double weight)
    {
        lock (_gate)
        {
            if (_shares.TryGetValue(tenant, out var known))
            {
                return known;
            }

            var share = new Share(tenant);
            _shares[tenant] = share;
            _known = [.. _known, share];
            _weights += weight;
            return share;
        }
    }

    private void Count(long now)
    {
        lock (_gate)
        {
            var (weights, gone) = (0.0, 0);
            foreach (var share in _known)
            {
                weights += share.IsGone(now) ? 0 : share.Weight;
                gone += share.IsGone(now) ? 1 : 0;
            }

            if (gone > 0)
            {
                Forget(now);
            }

            Volatile.Write(ref _weights, weights);
            Volatile.Write(ref _countedAt, now);
        }
    }

    private void Forget(long now)
    {
        foreach (var share in _known.Where(share => share.IsGone(now)))
        {
            _shares.TryRemove(share.Tenant, out _);
        }

        _known = [.. _known.Where(share => !share.IsGone(now))];
    }

    private sealed class Share(TenantId tenant)
    {
        public readonly Gcra Guaranteed = new();

        public double Weight;

        public long SeenAt;

        public TenantId Tenant => tenant;

        public bool IsGone(long now) => now - Volatile.Read(ref SeenAt) > Memory && Guaranteed.IsFull(now);
    }
}
