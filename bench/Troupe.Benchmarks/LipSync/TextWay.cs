using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Text and sound: the words are known as a person writes them, and nothing of their times.</summary>
/// <param name="weights">What <c>tools/lipsync</c> trained.</param>
/// <param name="pronouncer">How words are said.</param>
internal sealed class TextWay(LipNetWeights weights, IPronouncer pronouncer) : ILipSyncWay
{
    private const int Lag = 5;

    private readonly LipNet _net = new(weights);
    private readonly float[] _heard = new float[(Lag + 1) * VisemeSet.Count];

    public string Name => "text";

    public TimeSpan LookAhead => _net.LookAhead + TimeSpan.FromMilliseconds(10 * Lag);

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Hear(new TextAligner(Graph(clip), Lag), clip.Sound.Span, frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var (graph, frames) = (Graph(clip), MouthFrames.For(clip));
        var time = Repetitions.Time(() => Hear(new TextAligner(graph, Lag), clip.Sound.Span, frames)).Median / 1000 / frames.Count;
        var aligner = new TextAligner(graph, Lag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hear(aligner, clip.Sound.Span, frames);
        return new WayCost(time, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)frames.Count);
    }

    private PhoneGraph Graph(LipSyncClip clip) => PhoneGraph.Of(TextNormalizer.Normalize(clip.Text), pronouncer);

    private void Hear(TextAligner aligner, ReadOnlySpan<short> sound, MouthFrames frames)
    {
        _net.Reset();
        var frame = -weights.Delay;
        while (_net.Next(ref sound, _heard.AsSpan(Math.Max(0, frame) % (Lag + 1) * VisemeSet.Count, VisemeSet.Count), out _, out var closure))
        {
            if (frame >= 0 && aligner.Next(Heard(frame), closure))
            {
                var about = frame - Lag;
                AlignedMouth.Mix(aligner.Votes, Heard(about), Heard(about), frames.Weights(about));
                frames.Opening(about) = LipClasses.Opening(frames.Weights(about));
            }

            frame++;
        }
    }

    private Span<float> Heard(int frame) => _heard.AsSpan(frame % (Lag + 1) * VisemeSet.Count, VisemeSet.Count);
}
