using Troupe.Server.Admission;

namespace Troupe.Server.Abuse;

/// <summary>What is remembered of a credential while it is in use. Thread-safe.</summary>
internal sealed class CredentialTrace
{
    private readonly Lock _gate = new();
    private readonly TravelRule _travel = new();
    private readonly PaceRule _pace = new();
    private AbuseResponse _response;
    private long _until;

    /// <summary>When it was last used, in milliseconds of Unix time.</summary>
    public long LastUsed { get; private set; }

    /// <summary>Whether it may be forgotten: nothing holds it.</summary>
    public bool IsFree(long at) => _response == AbuseResponse.None || at >= _until;

    /// <summary>Looks at a request.</summary>
    /// <param name="sighting">The request.</param>
    /// <param name="travels">Whether the credential is one person's, so that it is at one place at a time.</param>
    /// <param name="options">What counts as abuse.</param>
    /// <returns>What the request meets, and the sign that led to it when it is a new one.</returns>
    public (AbuseResponse Response, long Until, Signal? Signal) Look(in Sighting sighting, bool travels, AbuseOptions options)
    {
        lock (_gate)
        {
            LastUsed = sighting.At;
            if (_response >= AbuseResponse.StepUp)
            {
                return (_response, _until, null);
            }

            var narrowed = sighting.At < _until;
            if ((travels ? _travel.Look(sighting, options) : null) is { } travel)
            {
                return Answer(AbuseResponse.StepUp, long.MaxValue, travel);
            }

            if (_pace.Look(sighting, options) is { } pace && !narrowed)
            {
                return pace.Name == "scraping"
                    ? Answer(AbuseResponse.StepUp, long.MaxValue, pace)
                    : Answer(AbuseResponse.Narrow, sighting.At + (long)options.NarrowFor.TotalMilliseconds, pace);
            }

            return narrowed ? (_response, _until, null) : (AbuseResponse.None, 0, null);
        }
    }

    /// <summary>What the credential meets at a moment.</summary>
    public (AbuseResponse Response, long Until) At(long at)
    {
        lock (_gate)
        {
            return _response >= AbuseResponse.StepUp || at < _until ? (_response, _until) : default;
        }
    }

    /// <summary>Holds it, as another server does.</summary>
    /// <returns>False when it was held so already.</returns>
    public bool TryHold(AbuseResponse response, long until, long at)
    {
        lock (_gate)
        {
            if (response < _response || (response == _response && until <= _until))
            {
                return false;
            }

            LastUsed = at;
            (_response, _until) = (response, until);
            return true;
        }
    }

    /// <summary>Ends it: it was shown again after it had been replaced.</summary>
    /// <returns>False when it had ended already.</returns>
    public bool TryEnd(long at)
    {
        lock (_gate)
        {
            LastUsed = at;
            var ended = _response == AbuseResponse.End;
            (_response, _until) = (AbuseResponse.End, long.MaxValue);
            return !ended;
        }
    }

    private (AbuseResponse Response, long Until, Signal? Signal) Answer(AbuseResponse response, long until, Signal signal)
    {
        (_response, _until) = (response, until);
        return (response, until, signal);
    }
}

/// <summary>What abuse is answered with, mildest first.</summary>
internal enum AbuseResponse
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The credential keeps its reading scopes for a while.</summary>
    Narrow,

    /// <summary>Another credential must be shown.</summary>
    StepUp,

    /// <summary>The credential is dead: only the reuse of a token proves that two hold it.</summary>
    End,
}

/// <summary>What answers are called.</summary>
internal static class AbuseResponses
{
    /// <summary>The code with which requests are refused, one of <see cref="Contracts.ErrorCodes"/>.</summary>
    public static string Code(this AbuseResponse response) => response switch
    {
        AbuseResponse.Narrow => "abnormal_usage",
        AbuseResponse.StepUp => "step_up_required",
        _ => "token_reused",
    };
}
