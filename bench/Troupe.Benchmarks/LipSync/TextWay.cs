using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Text and sound: the words are known as a person writes them, and nothing of their times.</summary>
/// <param name="model">What has learnt to hear the mouth.</param>
/// <param name="pronouncer">How words are said.</param>
internal sealed class TextWay(LipModel model, IPronouncer pronouncer) : ILipSyncWay
{
    public string Name => "text";

    public TimeSpan LookAhead => new TextMouth(model, AudioFormat.Hearing, new SpokenText([]), pronouncer).LookAhead;

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Hear(Begin(clip), clip.Sound.Span, frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        return WayCost.Of(frames.Count, () => Begin(clip), mouth => Hear(mouth, clip.Sound.Span, frames));
    }

    private TextMouth Begin(LipSyncClip clip) => new(model, AudioFormat.Hearing, TextNormalizer.Normalize(clip.Text), pronouncer);

    private static void Hear(TextMouth mouth, ReadOnlySpan<short> sound, MouthFrames frames)
    {
        while (mouth.Next(ref sound) || mouth.Finish())
        {
            mouth.Visemes.CopyTo(frames.Weights(mouth.Frame));
            frames.Opening(mouth.Frame) = LipClasses.Opening(mouth.Visemes);
        }
    }
}
