using Troupe.Conversation.Speaking;

namespace Troupe.Benchmarks.LipSync;

/// <summary>A stretch of a clip with one target.</summary>
/// <param name="Target">What the mouth should show.</param>
/// <param name="Start">In seconds from the clip's first sample.</param>
/// <param name="End">In seconds.</param>
/// <param name="Stressed">Whether its syllable carries stress.</param>
/// <param name="IsNucleus">Whether a vowel begins with it; not so for the second part of a diphthong, nor for h.</param>
public readonly record struct MouthSegment(MouthTarget Target, double Start, double End, bool Stressed, bool IsNucleus);

/// <summary>What the mouth should show during a clip. Phonetic, not measured at a face: what a phone looks like, for as long as it sounds.</summary>
public sealed class MouthTruth
{
    /// <summary>Part of a diphthong that its first shape takes in English.</summary>
    private const double FirstShare = 0.6;

    private MouthTruth(IReadOnlyList<MouthSegment> segments, MouthTarget[] frames)
    {
        Segments = segments;
        Frames = frames;
    }

    /// <summary>All stretches in order, without gaps.</summary>
    public IReadOnlyList<MouthSegment> Segments { get; }

    /// <summary>The target in the middle of each frame of 10 ms.</summary>
    public IReadOnlyList<MouthTarget> Frames { get; }

    /// <summary>The truth of a clip.</summary>
    public static MouthTruth Of(LipSyncClip clip) => Of(clip.Phones, clip.Frames);

    /// <summary>The truth of phones that follow each other.</summary>
    public static MouthTruth Of(IReadOnlyList<PhonemeTiming> phones, int count)
    {
        var segments = new List<MouthSegment>(phones.Count + 8);
        PhonemeTiming[] known = [.. phones.SelectMany(Parts)];
        for (var index = 0; index < known.Length; index++)
        {
            segments.AddRange(Of(known[index], index + 1 < known.Length ? known[index + 1].Ipa : ""));
        }

        var frames = new MouthTarget[count];
        var at = 0;
        for (var frame = 0; frame < count; frame++)
        {
            var time = (frame + 0.5) / LipSyncClip.FrameRate;
            while (at < segments.Count && segments[at].End <= time)
            {
                at++;
            }

            frames[frame] = at < segments.Count ? segments[at].Target : MouthTarget.Rest;
        }

        return new MouthTruth(segments, frames);
    }

    private static IEnumerable<PhonemeTiming> Parts(PhonemeTiming phone)
    {
        var parts = MouthTarget.Parts(phone.Ipa);
        return parts.Select((part, index) => phone with { Ipa = part, Start = phone.Start + (phone.Duration * index / parts.Count), Duration = phone.Duration / parts.Count });
    }

    private static MouthSegment[] Of(PhonemeTiming phone, string next)
    {
        var targets = MouthTarget.Of(phone.Ipa);
        var (start, end) = (phone.Start.TotalSeconds, phone.End.TotalSeconds);
        if (targets.Count == 0)
        {
            var vowel = MouthTarget.Of(next) is [{ IsVowel: true } first, ..] ? first : MouthTarget.Of("ə")[0];
            return [new(vowel, start, end, phone.Stressed, IsNucleus: false)];
        }

        var nucleus = targets[0].IsVowel && phone.Ipa is not ("w" or "j");
        if (targets.Count == 1)
        {
            return [new(targets[0], start, end, phone.Stressed, nucleus)];
        }

        var middle = start + ((end - start) * FirstShare);
        return [new(targets[0], start, middle, phone.Stressed, nucleus), new(targets[1], middle, end, phone.Stressed, IsNucleus: false)];
    }
}
