namespace Troupe.Server.Events.Postgres;

/// <summary>What a writer knows of the log since its own last write, true as long as nobody else has moved the head. Used by one task at a time.</summary>
internal sealed class PostgresVersions
{
    // About 20 MB.
    private const int MostKnown = 100_000;

    // With another busy server the head has moved nearly every time: a guess costs a round trip.
    private const int LocksAfterWrongGuess = 16;

    private readonly Dictionary<StreamId, long> _versions = [];
    private long _head = -1;
    private int _locksLeft;

    /// <summary>The log as a group may write to it without looking; null when too little is known.</summary>
    public GroupLog? Guess(IEnumerable<StreamWrite> writes, DateTimeOffset at)
    {
        if (_head < 0 || _locksLeft-- > 0)
        {
            return null;
        }

        var versions = new Dictionary<StreamId, long>();
        foreach (var write in writes)
        {
            // A stream that is said to have no facts is believed: where it has, its first version is taken, and the insert fails.
            if (!_versions.TryGetValue(write.Stream, out var version) && write.Expected != 0)
            {
                return null;
            }

            versions.TryAdd(write.Stream, version);
        }

        return new GroupLog(_head, versions, [], at);
    }

    /// <summary>The guess was wrong: somebody else wrote, or an append is there already.</summary>
    public void Wrong() => (_head, _locksLeft) = (-1, LocksAfterWrongGuess);

    /// <summary>Learns what is true after a write.</summary>
    /// <param name="before">The head before the write.</param>
    /// <param name="log">What was written.</param>
    public void Learn(long before, GroupLog log)
    {
        if (before != _head || _versions.Count > MostKnown)
        {
            _versions.Clear();
        }

        _head = before + log.Facts.Count;
        foreach (var (stream, version) in log.Versions)
        {
            _versions[stream] = version;
        }
    }
}
