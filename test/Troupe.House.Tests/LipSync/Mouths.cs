using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Speaking;

namespace Troupe.House.Tests.LipSync;

/// <summary>Phones and mouths written by hand.</summary>
internal static class Mouths
{
    /// <summary>Phones that follow each other: "a 100, b 50" in milliseconds, "_" for a pause, an apostrophe before a stressed one.</summary>
    public static PhonemeTiming[] Phones(string said)
    {
        var at = TimeSpan.Zero;
        return
        [
            .. said.Split(", ").Select(part => part.Split(' ')).Select(part =>
            {
                var duration = TimeSpan.FromMilliseconds(int.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture));
                var phone = new PhonemeTiming(part[0].Trim('_', '\''), at, duration, part[0].StartsWith('\''));
                at = phone.End;
                return phone;
            }),
        ];
    }

    public static MouthTruth Truth(string said)
    {
        var phones = Phones(said);
        return MouthTruth.Of(phones, (int)(phones[^1].End.TotalSeconds * LipSyncClip.FrameRate));
    }

    /// <summary>A mouth that shows one viseme at a time at full weight, so many frames late.</summary>
    public static MouthFrames Shows(MouthTruth truth, int late, Func<int, int>? viseme = null)
    {
        var frames = new MouthFrames(truth.Frames.Count, LipSyncClip.FrameRate, 0.5 / LipSyncClip.FrameRate);
        for (var frame = 0; frame < frames.Count; frame++)
        {
            var shown = truth.Frames[Math.Clamp(frame - late, 0, frames.Count - 1)].Viseme;
            shown = viseme?.Invoke(shown) ?? shown;
            frames.Weights(frame)[shown] = 1;
            frames.Opening(frame) = LipClasses.Opening(shown);
        }

        return frames;
    }

    public static ScoredClip[] Scored(string said, int late = 0, Func<int, int>? viseme = null)
    {
        var truth = Truth(said);
        return [new ScoredClip(truth, Shows(truth, late, viseme))];
    }
}
