using System.Collections.Concurrent;

namespace Troupe.Testing.Isolation;

/// <summary>Something that a tenant got or that was written down, and that belongs to another.</summary>
/// <param name="Where">Where it was found.</param>
/// <param name="What">What was found.</param>
public sealed record TenantLeak(string Where, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>What the matrix found. Thread-safe.</summary>
public sealed class LeakReport
{
    private const int LongestText = 600;

    private readonly ConcurrentQueue<TenantLeak> _leaks = new();
    private readonly ConcurrentDictionary<string, long> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _times = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, long>> _statuses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _places = new(StringComparer.Ordinal);
    private long _count;
    private long _frames;
    private long _withheld;

    /// <summary>Everything that was found where it must not be.</summary>
    public IReadOnlyCollection<TenantLeak> Leaks => _leaks;

    /// <summary>Requests that were sent.</summary>
    public long Requests => Volatile.Read(ref _count);

    /// <summary>Requests that it takes to send every one once, as far as it is known yet; comparisons that are repeated are beside it.</summary>
    public long Planned { get; internal set; }

    /// <summary>Frames that were read from sockets.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Operations of the description.</summary>
    public int Operations { get; internal set; }

    /// <summary>Operations of the description that were attacked.</summary>
    public int Attacked => _requests.Count(operation => !Vocabulary.Undescribed.Any(known => known.Name == operation.Key));

    /// <summary>What keeps the figures from meaning what they say: unknown names, operations that do not even work for their own tenant.</summary>
    public IList<string> Gaps { get; } = [];

    /// <summary>Whether there is anything to report.</summary>
    internal bool IsFound => !_leaks.IsEmpty || Gaps.Count > 0;

    /// <summary>Notes what keeps the figures from meaning what they say.</summary>
    internal void Note(IEnumerable<string> gaps)
    {
        foreach (var gap in gaps)
        {
            Gaps.Add(gap);
        }
    }

    /// <summary>Counts a request.</summary>
    internal void Sent(ApiOperation operation)
    {
        Interlocked.Increment(ref _count);
        _requests.AddOrUpdate(operation.Name, 1, (_, count) => count + 1);
    }

    /// <summary>The operations that took the most time in all, the longest first: an answer that grows with every request makes the last requests slow.</summary>
    public IEnumerable<(string Operation, long Requests, TimeSpan Time)> Slowest =>
        _times.OrderByDescending(operation => operation.Value).Select(operation => (operation.Key, _requests.GetValueOrDefault(operation.Key), operation.Value));

    /// <summary>Adds to the time that an operation took.</summary>
    internal void Took(ApiOperation operation, TimeSpan time) => _times.AddOrUpdate(operation.Name, time, (_, sum) => sum + time);

    /// <summary>Requests that were refused because of a limit, which hides what would have been answered.</summary>
    public long Limited => _statuses.Values.Sum(statuses => statuses.GetValueOrDefault(429));

    /// <summary>Operations that limits alone have answered.</summary>
    internal IEnumerable<string> HiddenByLimits => _statuses.Where(operation => operation.Value.Keys.All(status => status == 429)).Select(operation => operation.Key);

    /// <summary>Places where every id was refused as malformed, with an answer: nobody has looked there whose the thing is.</summary>
    internal IEnumerable<string> Unreached => _places.Where(place => place.Value.Length > 0).OrderBy(place => place.Key, StringComparer.Ordinal).Select(place => $"{place.Key}: {place.Value}");

    /// <summary>Notes how an id at a place of a request was answered.</summary>
    internal void Tried(string place, Answer answer)
    {
        var refusal = answer.Status is 400 or 415 or 422 ? $"{answer.Status} {answer.Body}" : "";
        _places.AddOrUpdate(place, static (_, news) => news, static (_, before, news) => before.Length > 0 ? news : before, refusal);
    }

    /// <summary>Notes that a good credential was not let in as far as it should be; once.</summary>
    internal void Withheld(ApiOperation operation, Answer answer)
    {
        if (Interlocked.Increment(ref _withheld) == 1)
        {
            Note([$"{operation.Name} was withheld from a credential with all scopes: {answer.Status} {answer.Body}"]);
        }
    }

    /// <summary>Notes how an operation was answered.</summary>
    internal void Answered(ApiOperation operation, int status) => _statuses.GetOrAdd(operation.Name, _ => new()).AddOrUpdate(status, 1, (_, count) => count + 1);

    /// <summary>Counts a frame.</summary>
    internal void Heard() => Interlocked.Increment(ref _frames);

    /// <summary>Notes a leak.</summary>
    public void Found(string where, string what) => _leaks.Enqueue(new TenantLeak(where, what.Length > LongestText ? what[..LongestText] + "…" : what));
}
