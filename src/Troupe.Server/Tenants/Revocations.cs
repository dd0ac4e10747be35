using System.Collections.Concurrent;
using Troupe.Server.Admission;
using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>Tokens and families that are refused, until they have expired anyway. One writer; readers at any time.</summary>
internal sealed class Revocations(TimeProvider time)
{
    private readonly ConcurrentDictionary<StreamId, DateTimeOffset> _until = new();
    private int _sweepAt = 1024;

    /// <summary>Notes one.</summary>
    public void Put(StreamId stream, CredentialRevoked revoked)
    {
        if (revoked.Until <= time.GetUtcNow())
        {
            return;
        }

        _until[stream] = revoked.Until;
        if (_until.Count >= _sweepAt)
        {
            Sweep();
        }
    }

    /// <summary>Whether the token of a caller, or its family, is among them.</summary>
    public bool Holds(Caller caller) =>
        !_until.IsEmpty
        && (Holds(caller.Tenant, caller.Credential) || (caller.Family is { } family && Holds(caller.Tenant, family)));

    /// <summary>How far the stream of one is known: it holds one fact.</summary>
    public long VersionOf(StreamId stream) => _until.ContainsKey(stream) ? 1 : 0;

    private bool Holds(TenantId tenant, string id) => _until.ContainsKey(new StreamId(tenant, Revocation.Kind, id));

    // At doubled counts, so that each costs a constant share.
    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (stream, until) in _until)
        {
            if (until <= now)
            {
                _until.TryRemove(stream, out _);
            }
        }

        _sweepAt = Math.Max(1024, _until.Count * 2);
    }
}
