using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Sound alone: the network hears the mouth, some frames late, and shows what it takes for likely.</summary>
/// <param name="weights">What <c>tools/lipsync</c> trained.</param>
internal sealed class AudioWay(LipNetWeights weights) : ILipSyncWay
{
    private readonly LipNet _net = new(weights);

    public string Name => "audio";

    public TimeSpan LookAhead => _net.LookAhead;

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Hear(clip.Sound.Span, frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        var time = Repetitions.Time(() => Hear(clip.Sound.Span, frames)).Median / 1000 / frames.Count;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hear(clip.Sound.Span, frames);
        return new WayCost(time, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)frames.Count);
    }

    /// <summary>The end of the clip is quiet, and longer than the delay: what the network has not answered by then is rest.</summary>
    private void Hear(ReadOnlySpan<short> sound, MouthFrames frames)
    {
        _net.Reset();
        Span<float> visemes = stackalloc float[VisemeSet.Count];
        for (var frame = -weights.Delay; _net.Next(ref sound, visemes, out _, out _); frame++)
        {
            if (frame >= 0)
            {
                visemes.CopyTo(frames.Weights(frame));
                frames.Opening(frame) = LipClasses.Opening(visemes);
            }
        }
    }
}
