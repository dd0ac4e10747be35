namespace Troupe.Conversation.Acting;

/// <summary>
/// The mouth at a time: viseme cues to 15 weights. Pure and free of allocation; <c>packages/avatar</c> computes the same.
/// <para>
/// A cue of weight w that starts at s and ends at e, d = e − s, rises through s and falls through e:
/// <c>w · step((t − s + h) / 2h) · (1 − step((t − e + h) / 2h))</c> with the eased step 6x⁵ − 15x⁴ + 10x³ and h = min(50 ms, d) for vowels, which move the jaw,
/// min(36 ms, d / 2) for PP and FF, which so are at full weight in their middle, and min(40 ms, d) for all others. Shapes shorter than their rise and fall reach
/// less far: fast speech opens less. Cues of one viseme add up to at most 1.
/// </para>
/// <para>
/// Consonants are made before the vowels' background, whose jaw they borrow (Öhman 1966, doi 10.1121/1.1909864): vowels are multiplied by 1 − ¼ · the sum of the other consonants.
/// Lips that touch overrule the rest: all other weights are multiplied by 1 − PP, then all but PP by 1 − FF. If the sum exceeds 1, all are divided by it.
/// Outside of all cues every weight is exactly 0.
/// </para>
/// </summary>
internal static class MouthCurve
{
    /// <summary>Longest half of a rise or fall: neighbouring shapes blend for at most twice this.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMilliseconds(ReachOfVowel);

    private const double ReachOfVowel = 50;
    private const double ReachOfContact = 36;
    private const double ReachOfOthers = 40;
    private const double Yield = 0.25;

    /// <summary>Writes the 15 weights.</summary>
    /// <param name="cues">In order of start.</param>
    /// <param name="time">On the clock of the cues.</param>
    /// <param name="weights">15 values, overwritten.</param>
    public static void Sample(ReadOnlySpan<VisemeCue> cues, TimeSpan time, Span<float> weights)
    {
        Span<double> sums = stackalloc double[VisemeSet.Count];
        sums.Clear();
        var now = time.TotalMilliseconds;
        foreach (ref readonly var cue in cues)
        {
            var start = cue.Start.TotalMilliseconds;
            if (start - ReachOfVowel > now)
            {
                break;
            }

            sums[cue.Viseme] += cue.Weight * Envelope(cue.Viseme, start, cue.Duration.TotalMilliseconds, now);
        }

        Settle(sums);
        for (var viseme = 0; viseme < sums.Length; viseme++)
        {
            weights[viseme] = (float)sums[viseme];
        }
    }

    private static double Envelope(int viseme, double start, double duration, double now)
    {
        var half = viseme switch
        {
            VisemeSet.PP or VisemeSet.FF => Math.Min(ReachOfContact, duration / 2),
            >= VisemeSet.AA => Math.Min(ReachOfVowel, duration),
            _ => Math.Min(ReachOfOthers, duration),
        };
        if (half <= 0)
        {
            return 0;
        }

        var end = start + duration;
        return now <= start - half || now >= end + half
            ? 0
            : EasedStep.At((now - start + half) / (2 * half)) * (1 - EasedStep.At((now - end + half) / (2 * half)));
    }

    private static void Settle(Span<double> sums)
    {
        var (others, total) = (0.0, 0.0);
        for (var viseme = 0; viseme < sums.Length; viseme++)
        {
            sums[viseme] = Math.Min(1, sums[viseme]);
            others += viseme is > VisemeSet.FF and < VisemeSet.AA ? sums[viseme] : 0;
        }

        var apart = 1 - sums[VisemeSet.PP];
        var free = apart * (1 - (sums[VisemeSet.FF] * apart));
        var beneath = free * Math.Max(0, 1 - (Yield * others));
        for (var viseme = 0; viseme < sums.Length; viseme++)
        {
            sums[viseme] *= viseme switch { VisemeSet.PP => 1, VisemeSet.FF => apart, >= VisemeSet.AA => beneath, _ => free };
            total += sums[viseme];
        }

        for (var viseme = 0; total > 1 && viseme < sums.Length; viseme++)
        {
            sums[viseme] /= total;
        }
    }
}
