using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// The mouth of a stream of sound of which nothing else is known, as the cues that a conversation and a performance file carry. Times are from the first sample.
/// Allocates nothing per frame but what the collection of cues grows by. Not thread-safe; one for each stream.
/// </summary>
/// <param name="model">What it has learnt.</param>
/// <param name="format">Of the sound.</param>
/// <exception cref="ArgumentException">The rate is none of <see cref="Resampler.Rates"/>.</exception>
public sealed class AudioCues(LipModel model, AudioFormat format)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly AudioMouth _mouth = new(model, format);
    private readonly VisemeRuns _runs = new(LipListener.FrameRate, Longest);

    /// <summary>How much sound after a cue's first frame is heard before it is given, at most: a live player keeps sound back by this.</summary>
    public TimeSpan LookAhead => _mouth.LookAhead + Longest;

    /// <summary>Takes sound.</summary>
    /// <param name="sound">PCM16 that follows.</param>
    /// <param name="cues">Gets the cues that are complete, in order of start.</param>
    public void Add(ReadOnlySpan<short> sound, ICollection<VisemeCue> cues)
    {
        while (_mouth.Next(ref sound))
        {
            Add(cues);
        }
    }

    /// <summary>Gives the cues that were still to come, once all sound was taken, and begins anew.</summary>
    public void Finish(ICollection<VisemeCue> cues)
    {
        while (_mouth.Finish())
        {
            Add(cues);
        }

        if (_runs.Finish(out var cue))
        {
            cues.Add(cue);
        }

        _runs.Reset();
    }

    private void Add(ICollection<VisemeCue> cues)
    {
        if (_runs.Next(_mouth.Visemes, out var cue))
        {
            cues.Add(cue);
        }
    }
}
