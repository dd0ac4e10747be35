using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;

namespace Troupe.Server.Abuse;

/// <summary>Watches every admitted request: no I/O, microseconds. Thread-safe.</summary>
internal sealed class AbuseWatch(ClientAddress addresses, AddressTable table, AbuseRecorder recorder, Watchers<CredentialNarrowed> narrowed, IOptions<AbuseOptions> options, TimeProvider time) : ICallerWatch
{
    /// <summary>Credentials that are remembered at once: some two kilobytes each. Beyond that those are forgotten that were not used for an hour.</summary>
    private const int MostTraces = 50_000;
    private const long Forgotten = 3_600_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, string Credential), CredentialTrace> _traces = new();
    private readonly AbuseOptions _options = options.Value;
    private long _sweptAt;

    /// <inheritdoc/>
    public CallerVerdict Watch(HttpContext context, Caller caller)
    {
        // Whoever sits at this machine is no stranger; a publishable key is everybody's.
        if (caller.Kind == CredentialKind.Development || (caller.Kind == CredentialKind.Key && caller.Origin is not null))
        {
            return CallerVerdict.Pass(caller);
        }

        var address = addresses.Of(context);
        return Watch(caller, new Sighting(
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            address is null ? null : table.Find(address),
            address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 },
            unchecked((ushort)HashOf(context.Request.Headers.UserAgent.ToString())),
            TargetOf(context)));
    }

    /// <summary>Watches a request that is described already.</summary>
    public CallerVerdict Watch(Caller caller, in Sighting sighting)
    {
        // All tokens of a family are one credential: whoever refreshes stays held, and a fresh sign-in is another family.
        var trace = TraceOf(caller.Tenant, caller.CommonName, sighting.At);
        var (response, until, signal) = trace.Look(sighting, travels: caller.Kind is CredentialKind.Token or CredentialKind.Federated, _options);
        if (signal is not null)
        {
            Answer(caller, response, until, signal);
        }

        return VerdictOf(caller, response, until, sighting.At);
    }

    /// <inheritdoc/>
    public CallerVerdict Recall(Caller caller)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (response, until) = _traces.TryGetValue((caller.Tenant, caller.CommonName), out var trace) ? trace.At(now) : default;
        return VerdictOf(caller, response, until, now);
    }

    /// <summary>Takes note that a credential is held: another server saw why, or this one did before it was started.</summary>
    public void Hold(TenantId tenant, CredentialHeld held)
    {
        var (now, until) = (time.GetUtcNow().ToUnixTimeMilliseconds(), held.Until.ToUnixTimeMilliseconds());
        if (until > now && TraceOf(tenant, held.Credential, now).TryHold(held.Response, until, now))
        {
            Tell(tenant, held.Credential, held.Response);
        }
    }

    /// <inheritdoc/>
    public void Reused(Caller caller)
    {
        if (TraceOf(caller.Tenant, caller.CommonName, time.GetUtcNow().ToUnixTimeMilliseconds()).TryEnd(time.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            Answer(caller, AbuseResponse.End, long.MaxValue, new Signal("reuse", "token:shown-again"));
        }
    }

    private static CallerVerdict VerdictOf(Caller caller, AbuseResponse response, long until, long now) => response switch
    {
        AbuseResponse.None => CallerVerdict.Pass(caller),
        AbuseResponse.Narrow => CallerVerdict.Narrow(caller, TimeSpan.FromMilliseconds(Math.Max(0, until - now))),
        AbuseResponse.StepUp => CallerVerdict.Refuse(response.Code(), "This credential behaves unusually and is held. Get a fresh one from whoever gave it: sign in again."),
        _ => CallerVerdict.Refuse(response.Code(), "This credential was shown again after it had been replaced; all that came of it is dead."),
    };

    private void Answer(Caller caller, AbuseResponse response, long until, Signal signal)
    {
        recorder.Record(caller, response, until == long.MaxValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(until), signal);
        Tell(caller.Tenant, caller.CommonName, response);
    }

    private void Tell(TenantId tenant, string credential, AbuseResponse response) =>
        narrowed.Tell(new CredentialNarrowed(tenant, credential, response is AbuseResponse.Narrow ? CallerVerdict.Reading : default, response.Code()));

    // FNV-1a: nothing depends on it that somebody gains from guessing.
    private static uint HashOf(string text)
    {
        var hash = 2_166_136_261;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return hash;
    }

    // The first name in the path of something that is read.
    private static uint TargetOf(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return 0;
        }

        foreach (var (_, value) in context.Request.RouteValues)
        {
            if (value is string { Length: > 0 } id)
            {
                return HashOf(id) | 1;
            }
        }

        return 0;
    }

    private CredentialTrace TraceOf(TenantId tenant, string credential, long at)
    {
        if (_traces.TryGetValue((tenant, credential), out var known))
        {
            return known;
        }

        Sweep(at);
        return _traces.GetOrAdd((tenant, credential), static _ => new CredentialTrace());
    }

    private void Sweep(long at)
    {
        var last = Volatile.Read(ref _sweptAt);
        if (_traces.Count < MostTraces || at - last < 60_000 || Interlocked.CompareExchange(ref _sweptAt, at, last) != last)
        {
            return;
        }

        foreach (var (name, trace) in _traces)
        {
            if (at - trace.LastUsed > Forgotten && trace.IsFree(at))
            {
                _traces.TryRemove(name, out _);
            }
        }
    }
}
