using System.Collections.Concurrent;
using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>
/// Persons who were erased, by the stream of their erasure, which has their pseudonym. None is ever forgotten, as an issuer that a tenant trusts may give tokens that last for years. One writer; readers at any time.
/// </summary>
internal sealed class ErasedPersons
{
    private readonly ConcurrentDictionary<StreamId, (DateTimeOffset At, long Version)> _erased = new();
    private volatile bool _any;

    /// <summary>Whether there are any: where there are none nobody's pseudonym is needed.</summary>
    public bool Any => _any;

    /// <summary>Notes that one was erased, perhaps again.</summary>
    public void Put(StreamId stream, long version, DateTimeOffset at)
    {
        _erased[stream] = (at, version);
        _any = true;
    }

    /// <summary>Whether a token is from before the erasure. Tokens say the second in which they were issued: one of the erasure's own second is from before.</summary>
    /// <param name="stream">The person.</param>
    /// <param name="issuedAt">When it was issued; null when it does not say.</param>
    public bool Holds(StreamId stream, DateTimeOffset? issuedAt) => _erased.TryGetValue(stream, out var erased) && (issuedAt is not { } at || at <= erased.At);

    /// <summary>How far the stream of one is known.</summary>
    public long VersionOf(StreamId stream) => _erased.TryGetValue(stream, out var erased) ? erased.Version : 0;
}
