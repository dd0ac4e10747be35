namespace Troupe.Testing.Scenarios;

/// <summary>Sources of chance that are the same in every run of the same seed.</summary>
internal static class Chance
{
    /// <summary>A source of its own for each purpose.</summary>
    public static Random Of(int seed, string purpose)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var letter in purpose)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return new SharedRandom(unchecked((int)hash ^ (seed * 486187739)));
    }

    /// <summary>In real time engines draw on several threads; in virtual time the lock is free.</summary>
    private sealed class SharedRandom(int seed) : Random(seed)
    {
        private readonly Lock _lock = new();

        public override double NextDouble()
        {
            lock (_lock)
            {
                return base.NextDouble();
            }
        }

        public override int Next(int maxValue)
        {
            lock (_lock)
            {
                return base.Next(maxValue);
            }
        }
    }
}
