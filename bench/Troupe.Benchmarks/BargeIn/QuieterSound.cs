using Troupe.Benchmarks.Browser;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>When speech became quieter than it should be, by comparison with the same speech undisturbed: the voice gives the same samples for the same words.</summary>
internal static class QuieterSound
{
    /// <summary>Half of the level: 6 dB.</summary>
    private const double Half = 0.5;

    /// <summary>Root mean square from which 10 ms of undisturbed speech tell something.</summary>
    private const double Telling = 0.01;

    /// <summary>The end of the first 10 ms, of 30 ms that tell something, in which the speech is at half of its level or below; null when that does not happen within a second.</summary>
    /// <param name="heard">What was heard.</param>
    /// <param name="undisturbed">The same answer without a disturbance.</param>
    /// <param name="from">When it can first become quieter.</param>
    public static TimeSpan? Find(RecordedSound heard, RecordedSound undisturbed, TimeSpan from)
    {
        var (now, usual) = (heard.Envelope(), undisturbed.Envelope());
        var start = heard.SampleAt(from) / heard.Piece;
        var (first, usualFirst) = (Array.FindIndex(now, level => level > Telling), Array.FindIndex(usual, level => level > Telling));
        if (first < 0 || usualFirst < 0 || start <= first)
        {
            return null;
        }

        var shift = Shift(now, usual, Math.Max(first, start - 100), start, usualFirst - first);
        var quiet = 0;
        for (var frame = start; frame < Math.Min(start + 100, now.Length); frame++)
        {
            if (frame + shift is var same && (same < 0 || same >= usual.Length || usual[same] < Telling))
            {
                continue;
            }

            quiet = now[frame] < Half * usual[frame + shift] ? quiet + 1 : 0;
            if (quiet == 3)
            {
                return heard.TimeOf((frame - 1) * heard.Piece);
            }
        }

        return null;
    }

    // Both begin at their first loud piece; a buffer that ran dry on the way moves one of them.
    private static int Shift(double[] now, double[] usual, int from, int to, int guess)
    {
        const int reach = 30;
        var (best, shift) = (-1.0, guess);
        for (var candidate = guess - reach; candidate <= guess + reach; candidate++)
        {
            double product = 0, power = 1e-12;
            for (var frame = from; frame < to; frame++)
            {
                var level = frame + candidate is >= 0 and var same && same < usual.Length ? usual[same] : 0;
                product += now[frame] * level;
                power += level * level;
            }

            if (product / Math.Sqrt(power) > best)
            {
                (best, shift) = (product / Math.Sqrt(power), candidate);
            }
        }

        return shift;
    }
}
