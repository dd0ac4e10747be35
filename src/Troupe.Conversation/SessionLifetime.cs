using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>Knows when a session ends by itself, because nobody does anything or because it lasted long enough, and when to warn. Not thread-safe.</summary>
/// <param name="options">The limits.</param>
internal sealed class SessionLifetime(ConversationOptions options)
{
    private MediaTime _active;
    private bool _warnedOfIdle;
    private bool _warnedOfEnd;

    /// <summary>Something happened that shows that the session is in use.</summary>
    public void Touch(MediaTime now)
    {
        _active = now;
        _warnedOfIdle = false;
    }

    /// <summary>When to look again, or null when never.</summary>
    /// <param name="busy">Whether the presenter is at work: such time is not idle.</param>
    public MediaTime? Deadline(bool busy)
    {
        var idle = busy ? null : Next(_active, options.IdleTimeout, _warnedOfIdle);
        var end = Next(MediaTime.Zero, options.MaxDuration, _warnedOfEnd);
        return idle is null || end < idle ? end ?? idle : idle;
    }

    /// <summary>Says whether the session is over, and otherwise what the client is to be warned of.</summary>
    public (SessionEndReason? End, SessionWarned? Warning) Look(bool busy, MediaTime now)
    {
        if (MediaTime.Zero + options.MaxDuration <= now)
        {
            return (SessionEndReason.MaxDuration, null);
        }

        if (!busy && _active + options.IdleTimeout <= now)
        {
            return (SessionEndReason.Idle, null);
        }

        if (!_warnedOfEnd && MediaTime.Zero + options.MaxDuration - options.WarnBefore <= now)
        {
            _warnedOfEnd = true;
            return (null, Warn(SessionEndReason.MaxDuration, MediaTime.Zero + options.MaxDuration!.Value - now));
        }

        if (!busy && !_warnedOfIdle && _active + options.IdleTimeout - options.WarnBefore <= now)
        {
            _warnedOfIdle = true;
            return (null, Warn(SessionEndReason.Idle, _active + options.IdleTimeout!.Value - now));
        }

        return (null, null);
    }

    private MediaTime? Next(MediaTime from, TimeSpan? limit, bool warned) => warned ? from + limit : from + limit - options.WarnBefore;

    private static SessionWarned Warn(SessionEndReason reason, TimeSpan remaining) => new() { Reason = reason, Remaining = remaining.TotalMilliseconds };
}
