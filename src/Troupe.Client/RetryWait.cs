namespace Troupe.Client;

/// <summary>Waits between attempts.</summary>
internal static class RetryWait
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Largest = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The wait after an attempt: what the server asked for, and on top of it a random one below a bound that doubles ("full jitter", so that clients of a lost server do not come back at once;
    /// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    /// </summary>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    /// <param name="asked">What the server asked for; null for nothing.</param>
    public static TimeSpan After(int attempt, TimeSpan? asked)
    {
        var bound = Math.Min(Largest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return (asked ?? TimeSpan.Zero) + TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * bound);
    }
}
