namespace Troupe.Benchmarks.LipSync;

/// <summary>How often the mouth is right, over the frames in which somebody speaks.</summary>
/// <param name="Strict">Share of frames that show the viseme of Meta's reference.</param>
/// <param name="Accepted">Share of frames that show one which a convention in use shows.</param>
/// <param name="Coarse">Mean over closed, labiodental, rounded, open and mid of the share of frames that show the class: always to answer with the most frequent one earns a fifth.</param>
/// <param name="Opening">Pearson's correlation of the opening; 0 for a mouth that never moves.</param>
public readonly record struct FrameAgreement(double Strict, double Accepted, double Coarse, double Opening)
{
    /// <summary>Furthest lag that is tried, in frames: beyond 300 ms sound and mouth are not seen as one.</summary>
    private const int FurthestLag = 30;

    /// <summary>The agreement at a lag.</summary>
    public static FrameAgreement Of(IReadOnlyList<ScoredClip> clips, int lag)
    {
        var (speech, strict, accepted) = (0, 0, 0);
        Span<int> all = stackalloc int[LipClasses.Count];
        Span<int> right = stackalloc int[LipClasses.Count];
        all.Clear();
        right.Clear();
        double sumX = 0, sumY = 0, sumXx = 0, sumYy = 0, sumXy = 0;
        foreach (var clip in clips)
        {
            for (var frame = 0; frame < clip.Count; frame++)
            {
                if (!clip.IsSpeech(frame))
                {
                    continue;
                }

                var target = clip.Truth.Frames[frame];
                var shown = clip.Shown(frame, lag);
                var trueClass = (int)clip.TrueClass(frame);
                speech++;
                strict += shown == target.Viseme ? 1 : 0;
                accepted += target.Accepts(shown) ? 1 : 0;
                all[trueClass]++;
                right[trueClass] += (int)LipClasses.Of(shown) == trueClass ? 1 : 0;
                double x = target.Opening, y = clip.Opening(frame, lag);
                sumX += x;
                sumY += y;
                sumXx += x * x;
                sumYy += y * y;
                sumXy += x * y;
            }
        }

        var (classes, recalls) = (0, 0.0);
        for (var one = 0; one < LipClasses.Count; one++)
        {
            classes += all[one] > 0 ? 1 : 0;
            recalls += all[one] > 0 ? right[one] / (double)all[one] : 0;
        }

        var spread = ((speech * sumXx) - (sumX * sumX)) * ((speech * sumYy) - (sumY * sumY));
        return speech == 0
            ? default
            : new(strict / (double)speech, accepted / (double)speech, recalls / classes, spread > 1e-9 ? ((speech * sumXy) - (sumX * sumY)) / Math.Sqrt(spread) : 0);
    }

    /// <summary>The one lag at which most frames are accepted, in frames: positive for a mouth that is late. Of equals the smallest.</summary>
    public static int BestLag(IReadOnlyList<ScoredClip> clips) =>
        Enumerable.Range(-FurthestLag, (2 * FurthestLag) + 1).OrderBy(Math.Abs).MaxBy(lag => Of(clips, lag).Accepted);
}
