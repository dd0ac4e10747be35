namespace Troupe.Server.Events;

/// <summary>The log as a group of appends sees it while it is being written: each sees what those before it added.</summary>
/// <param name="head">The last position before the group.</param>
/// <param name="versions">The versions of the streams that the group writes to; 0 for one without facts.</param>
/// <param name="known">Those of the group's facts that are in the log already, with their places.</param>
/// <param name="at">When the group is appended.</param>
internal sealed class GroupLog(long head, Dictionary<StreamId, long> versions, Dictionary<(StreamId Stream, Guid Id), (long Version, long Position)> known, DateTimeOffset at)
{
    // Whole microseconds: as data bases keep it.
    private readonly DateTimeOffset _at = new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    private readonly List<EventEnvelope> _facts = [];

    /// <summary>The last position before the group.</summary>
    public long Head => head;

    /// <summary>The versions of the streams after what was added.</summary>
    public IReadOnlyDictionary<StreamId, long> Versions => versions;

    /// <summary>What the group adds, in order.</summary>
    public IReadOnlyList<EventEnvelope> Facts => _facts;

    /// <summary>Adds an append, unless it conflicts or is there already.</summary>
    public AppendOutcome Append(IReadOnlyList<StreamWrite> writes)
    {
        // Repeated is an append all of whose writes are there, as their last facts tell.
        var places = writes.Select(write => known.TryGetValue((write.Stream, write.Events[^1].Id), out var place) ? place : default).ToArray();
        if (places.All(place => place.Version > 0))
        {
            return new AppendOutcome.Appended(places.Max(place => place.Position), [.. places.Select(place => place.Version)], Repeated: true);
        }

        if (writes.FirstOrDefault(write => write.Expected != StreamWrite.AnyVersion && write.Expected != versions[write.Stream]) is { } stale)
        {
            return new AppendOutcome.Conflicted(stale.Stream, stale.Expected, versions[stale.Stream]);
        }

        foreach (var write in writes)
        {
            foreach (var entry in write.Events)
            {
                var envelope = new EventEnvelope(head + _facts.Count + 1, write.Stream, ++versions[write.Stream], entry.Id, entry.Type, _at, entry.Data);
                known[(write.Stream, entry.Id)] = (envelope.Version, envelope.Position);
                _facts.Add(envelope);
            }
        }

        return new AppendOutcome.Appended(head + _facts.Count, [.. writes.Select(write => versions[write.Stream])], Repeated: false);
    }
}
