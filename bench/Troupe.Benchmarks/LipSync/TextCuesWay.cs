using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Text and sound, through the cues that a conversation and a performance file carry: what a session shows of a voice that tells no times.</summary>
/// <param name="model">What has learnt to hear the mouth.</param>
/// <param name="pronouncer">How words are said.</param>
internal sealed class TextCuesWay(LipModel model, IPronouncer pronouncer) : ILipSyncWay
{
    private readonly Pose _pose = new();

    public string Name => "text_cues";

    public TimeSpan LookAhead => new TextCues(model, AudioFormat.Hearing, new SpokenText([]), pronouncer, LipSyncSettings.Natural).LookAhead;

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Show(Hear(Begin(clip), clip, new AlignedPart()), frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        var time = Repetitions.Time(() => Show(Hear(Begin(clip), clip, new AlignedPart()), frames)).Median / 1000 / frames.Count;

        // What grows is made to fit first.
        var part = Hear(Begin(clip), clip, new AlignedPart());
        part.Visemes.Clear();
        part.Phonemes.Clear();
        part.Words.Clear();
        var ear = Begin(clip);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hear(ear, clip, part);
        return new WayCost(time, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)frames.Count);
    }

    private TextCues Begin(LipSyncClip clip) => new(model, AudioFormat.Hearing, TextNormalizer.Normalize(clip.Text), pronouncer, LipSyncSettings.Natural);

    private static AlignedPart Hear(TextCues ear, LipSyncClip clip, AlignedPart part)
    {
        ear.Add(clip.Sound.Span, part);
        ear.Finish(part);
        return part;
    }

    private void Show(AlignedPart part, MouthFrames frames)
    {
        VisemeCue[] cues = [.. part.Visemes];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            _pose.Sample(cues, [], TimeSpan.FromSeconds(frames.TimeOf(frame)));
            _pose.Visemes.CopyTo(frames.Weights(frame));
            frames.Opening(frame) = LipClasses.Opening(_pose.Visemes);
        }
    }
}
