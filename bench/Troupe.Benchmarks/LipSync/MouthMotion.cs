using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>How a mouth moves on a screen: what counts where a way may choose its frames freely.</summary>
/// <param name="Closed">Share of P, B and M for which the lips are seen to touch: an opening of at most 0.1 from 40 ms before the sound to its end.</param>
/// <param name="LeadMilliseconds">How long before P, B and M the lips touch, in the median; only where the mouth comes from an open shape.</param>
/// <param name="VowelReach">Mean of the greatest weight of an accepted viseme during a stressed vowel, diphthongs by their first shape; null when no stress is told.</param>
/// <param name="UnstressedReach">The same of vowels without stress, which reach less far by intent.</param>
/// <param name="Jerk">
/// Root mean square of the third difference of the opening from frame to frame during speech, for each cubic second; 1 is the widest opening (see <see cref="LipClasses"/>).
/// The scale is told by the mouth that switches from shape to shape: 620 000 to 670 000 at 120 frames per second on the sets of the benchmark.
/// </param>
/// <param name="GreatestSum">Greatest sum of the 15 weights in a frame.</param>
public readonly record struct MouthMotion(double Closed, double LeadMilliseconds, double? VowelReach, double UnstressedReach, double Jerk, double GreatestSum)
{
    private const float Touching = 0.1f;

    // Shapes less open than this are not told from closed lips by their opening.
    private const float OpenBefore = 0.2f;

    private const double Near = 0.04;
    private const double Around = 0.1;

    /// <summary>Measures clips, all shown at one rate.</summary>
    public static MouthMotion Of(IReadOnlyList<(MouthTruth Truth, MouthFrames Frames)> clips)
    {
        var (closures, closed, samples, jerk, sum) = (0, 0, 0, 0.0, 0f);
        List<double> leads = [], stressed = [], unstressed = [];
        foreach (var (truth, frames) in clips)
        {
            for (var index = 0; index < truth.Segments.Count; index++)
            {
                var segment = truth.Segments[index];
                if (segment.Target.Viseme == VisemeSet.PP)
                {
                    closures++;
                    if (Touch(frames, segment.Start - Near, segment.End) is { } touch)
                    {
                        closed++;
                        if (index > 0 && truth.Segments[index - 1].Target.Opening >= OpenBefore)
                        {
                            leads.Add((segment.Start - touch) * 1000);
                        }
                    }
                }
                else if (segment.IsNucleus)
                {
                    (segment.Stressed ? stressed : unstressed).Add(Reach(frames, segment));
                }
            }

            var spoken = truth.Segments.Where(segment => !segment.Target.IsRest).ToArray();
            var (from, to) = (frames.From(spoken[0].Start - Around), frames.From(spoken[^1].End + Around));
            for (var frame = Math.Max(from, 3); frame < to; frame++)
            {
                var third = frames.Opening(frame) - (3 * frames.Opening(frame - 1)) + (3 * frames.Opening(frame - 2)) - frames.Opening(frame - 3);
                jerk += Math.Pow(third * Math.Pow(frames.Rate, 3), 2);
                samples++;
            }

            for (var frame = 0; frame < frames.Count; frame++)
            {
                var weights = 0f;
                foreach (var weight in frames.Weights(frame))
                {
                    weights += weight;
                }

                sum = Math.Max(sum, weights);
            }
        }

        return new MouthMotion(closed / (double)Math.Max(1, closures), Median(leads), stressed.Count == 0 ? null : stressed.Average(), unstressed.Count == 0 ? 0 : unstressed.Average(), Math.Sqrt(jerk / Math.Max(1, samples)), sum);
    }

    // When the lips came together that touch within a time, in seconds.
    private static double? Touch(MouthFrames frames, double start, double end)
    {
        for (var frame = frames.From(start); frame < frames.From(end); frame++)
        {
            if (frames.Opening(frame) > Touching)
            {
                continue;
            }

            while (frame > 0 && frames.Opening(frame - 1) <= Touching)
            {
                frame--;
            }

            return frames.TimeOf(frame);
        }

        return null;
    }

    private static double Reach(MouthFrames frames, MouthSegment segment)
    {
        var reach = 0f;
        for (var frame = frames.From(segment.Start); frame < frames.From(segment.End); frame++)
        {
            for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
            {
                reach = segment.Target.Accepts(viseme) ? Math.Max(reach, frames.Weights(frame)[viseme]) : reach;
            }
        }

        return reach;
    }

    private static double Median(List<double> values) => values.Count == 0 ? 0 : Repetitions.Of(values).Median;
}
