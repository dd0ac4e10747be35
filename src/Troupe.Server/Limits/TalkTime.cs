namespace Troupe.Server.Limits;

/// <summary>Gives sessions time to talk. Thread-safe.</summary>
internal sealed class TalkBudget(Limiter limiter, TimeProvider time)
{
    /// <summary>Time is taken ahead by the minute: a session that ends gives back what it did not use.</summary>
    private const double Ahead = 60;

    /// <summary>Takes the first minute of a session; null when the budget does not have it.</summary>
    /// <param name="tenant">Whose session.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="decision">Why not, and when to come back.</param>
    public TalkTime? TryTake(TenantId tenant, string session, out LimitDecision decision)
    {
        decision = limiter.Take(tenant, subject: null, session, Budget.Talk, Ahead);
        return decision.Passed ? new TalkTime(limiter, time, tenant, session, Ahead) : null;
    }
}

/// <summary>The time to talk of one session: paid for from its start to its end. Thread-safe.</summary>
/// <param name="limiter">Pays.</param>
/// <param name="time">The clock.</param>
/// <param name="tenant">Whose session.</param>
/// <param name="session">The session's id.</param>
/// <param name="ahead">Seconds that are taken at once; the first of them are taken.</param>
internal sealed class TalkTime(Limiter limiter, TimeProvider time, TenantId tenant, string session, double ahead) : IDisposable
{
    private readonly Lock _gate = new();

    /// <summary>The session's id.</summary>
    public string Session => session;

    private double _taken;
    private long? _startedAt;
    private ITimer? _timer;
    private bool _ended;

    /// <summary>Begins to count.</summary>
    /// <param name="usedUp">Called once when no more is given; the seconds that were taken are over then.</param>
    public void Start(Action usedUp)
    {
        lock (_gate)
        {
            if (_ended || _startedAt is not null)
            {
                return;
            }

            (_startedAt, _taken) = (time.GetTimestamp(), ahead);
            _timer = time.CreateTimer(_ => Renew(usedUp), state: null, TimeSpan.FromSeconds(ahead), TimeSpan.FromSeconds(ahead));
        }
    }

    /// <summary>Ends it, and gives back what was not used.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            _timer?.Dispose();
            var left = _startedAt is { } started ? Math.Max(_taken - time.GetElapsedTime(started).TotalSeconds, 0) : ahead;
            limiter.Settle(tenant, subject: null, session, Budget.Talk, -left);
        }
    }

    private void Renew(Action usedUp)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            if (limiter.Take(tenant, subject: null, session, Budget.Talk, ahead).Passed)
            {
                _taken += ahead;
                return;
            }

            _timer?.Dispose();
        }

        usedUp();
    }
}
