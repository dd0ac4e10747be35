using System.Numerics;

namespace Troupe.Server.Abuse;

/// <summary>Whether a credential asks far more than it is used to, or reads one thing after the other, each once. Not thread-safe; a kilobyte at most.</summary>
internal sealed class PaceRule
{
    private const long BurstWindow = 10_000;
    private const long ScrapeWindow = 600_000;
    private const long HabitHalfLife = 3_600_000;

    // Linear counting (Whang et al., 1990): with 4096 bits, 3000 different things are counted to about two percent.
    private const int Bits = 4096;

    private ulong[]? _seen;
    private long _windowFrom = long.MinValue / 2;
    private int _requests;
    private double _habit;
    private long _scrapeFrom = long.MinValue / 2;
    private int _reads;
    private int _marked;

    /// <summary>Looks at a sighting.</summary>
    public Signal? Look(in Sighting sighting, AbuseOptions options) => LookAtRate(sighting.At, options) ?? (sighting.Target == 0 ? null : LookAtReads(sighting, options));

    private Signal? LookAtRate(long at, AbuseOptions options)
    {
        if (at - _windowFrom >= BurstWindow)
        {
            // The habit is the usual count of a window in which anything is asked.
            var weight = 1 - Math.Pow(2, -(double)Math.Min(at - _windowFrom, HabitHalfLife) / HabitHalfLife);
            _habit += (_requests - _habit) * Math.Max(weight, 1.0 / 64);
            (_windowFrom, _requests) = (at, 0);
        }

        _requests++;
        var most = Math.Max(options.BurstFloor, options.BurstFactor * _habit);
        return _requests > most ? new Signal("burst", $"requests:{_requests}", FormattableString.Invariant($"usual:{_habit:0}"), "seconds:10") : null;
    }

    private Signal? LookAtReads(in Sighting sighting, AbuseOptions options)
    {
        if (sighting.At - _scrapeFrom >= ScrapeWindow)
        {
            (_scrapeFrom, _reads, _marked) = (sighting.At, 0, 0);
            _seen?.AsSpan().Clear();
        }

        _seen ??= new ulong[Bits / 64];
        var bit = (int)(BitOperations.RotateLeft(sighting.Target * 0x9E3779B1, 12) % Bits);
        ref var word = ref _seen[bit / 64];
        _reads++;
        _marked += (word >> (bit % 64) & 1) == 0 ? 1 : 0;
        word |= 1UL << (bit % 64);
        var different = _marked < Bits ? -Bits * Math.Log(1 - ((double)_marked / Bits)) : double.PositiveInfinity;

        // Somebody who works reads the same things again.
        return different > options.ScrapeFloor && different > 0.9 * _reads
            ? new Signal("scraping", FormattableString.Invariant($"different:{different:0}"), $"reads:{_reads}", "seconds:600")
            : null;
    }
}
