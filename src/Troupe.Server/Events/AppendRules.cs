namespace Troupe.Server.Events;

/// <summary>What every store asks of an append.</summary>
internal static class AppendRules
{
    /// <summary>Most bytes of one fact: facts are small, sound and pictures are assets.</summary>
    public const int MaxEventSize = 256 * 1024;

    /// <summary>Checks an append.</summary>
    /// <exception cref="ArgumentException">It is empty, names a stream twice or holds a fact that is too long: a fault of the caller.</exception>
    public static void Check(IReadOnlyList<StreamWrite> writes)
    {
        if (writes.Count == 0 || writes.Any(write => write.Events.Count == 0))
        {
            throw new ArgumentException("An append holds at least one fact for each stream.", nameof(writes));
        }

        if (writes.DistinctBy(write => write.Stream).Count() != writes.Count)
        {
            throw new ArgumentException("An append writes to a stream once.", nameof(writes));
        }

        if (writes.SelectMany(write => write.Events).FirstOrDefault(entry => entry.Data.Length > MaxEventSize) is { } large)
        {
            throw new ArgumentException($"The fact {large.Type} has {large.Data.Length} bytes; the limit is {MaxEventSize}.", nameof(writes));
        }
    }
}
