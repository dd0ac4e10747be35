using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Acting.Aligning;

/// <summary>
/// The mouth, phones and words of a stream of sound whose text is known, as a conversation and a performance file carry them. Times are from the first sample.
/// Allocates nothing per frame but what the lists grow by. Not thread-safe; one for each text.
/// </summary>
public sealed class TextCues
{
    private readonly TextMouth _mouth;
    private readonly AlignedTimes _times;
    private readonly SettledShapes _shapes;
    private readonly List<TimeSpan> _changes = [];

    /// <summary>Begins to listen for a text.</summary>
    /// <param name="model">What has learnt to hear the mouth.</param>
    /// <param name="format">Of the sound.</param>
    /// <param name="text">What is said, as far as is known.</param>
    /// <param name="pronouncer">How its words are said.</param>
    /// <param name="settings">What of the mouth is shown, as far as it is known in time.</param>
    /// <exception cref="ArgumentException">The rate is none of <see cref="Resampler.Rates"/>.</exception>
    public TextCues(LipModel model, AudioFormat format, SpokenText text, IPronouncer pronouncer, LipSyncSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _mouth = new TextMouth(model, format, text, pronouncer);
        _times = new AlignedTimes(_mouth.Graph);
        _shapes = new SettledShapes(LipListener.FrameLength, settings);
    }

    /// <summary>How much sound after a cue's first frame is heard before the cue is given, at most.</summary>
    public TimeSpan LookAhead => _mouth.LookAhead + _shapes.Wait;

    /// <summary>Up to where all visemes and phones that begin are given.</summary>
    public TimeSpan Known => Heard > _shapes.Wait ? Heard - _shapes.Wait : TimeSpan.Zero;

    /// <summary>How much sound was looked at so far.</summary>
    public TimeSpan Heard => (_mouth.Frame + 1) * LipListener.FrameLength;

    /// <summary>The text.</summary>
    internal PhoneGraph Graph => _mouth.Graph;

    /// <summary>The word of the text that is being said and when it began; null between words.</summary>
    internal (int Word, TimeSpan Start)? Saying => _times.Saying;

    /// <summary>How much of it was part of the text, its pauses included.</summary>
    public TimeSpan InText { get; private set; }

    /// <summary>Where the text did not fit and the mouth is that of the sound alone, in order.</summary>
    public IReadOnlyList<(TimeSpan Start, TimeSpan End)> Alone =>
        [.. _changes.Chunk(2).Select(span => (span[0], span.Length == 2 ? span[1] : Heard))];

    /// <summary>Takes sound.</summary>
    /// <param name="sound">PCM16 that follows.</param>
    /// <param name="part">Gets what is complete.</param>
    public void Add(ReadOnlySpan<short> sound, AlignedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        while (_mouth.Next(ref sound))
        {
            Add(part);
        }
    }

    /// <summary>Gives what was still to come, once all sound was taken: words that were not heard among it.</summary>
    public void Finish(AlignedPart part)
    {
        Flush(part);
        _times.Finish(part.Phonemes, part.Words);
    }

    /// <summary>Gives what was still to come where the sound broke off: a word that it broke off in ends after it, and those behind it were not said.</summary>
    public void BreakOff(AlignedPart part)
    {
        Flush(part);
        _times.BreakOff(part.Phonemes, part.Words);
    }

    private void Flush(AlignedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        while (_mouth.Finish())
        {
            Add(part);
        }

        _shapes.Finish(part.Visemes);
    }

    private void Add(AlignedPart part)
    {
        var (viseme, weight) = _mouth.Shape;
        _shapes.Next(viseme, weight, part.Visemes);
        _times.Next(_mouth.Place, part.Phonemes, part.Words);
        InText += _mouth.IsInText ? LipListener.FrameLength : TimeSpan.Zero;
        if (_mouth.IsInText == (_changes.Count % 2 == 1))
        {
            _changes.Add(_mouth.Frame * LipListener.FrameLength);
        }
    }
}

/// <summary>What was found in a stretch of sound. The owner empties it between stretches, or gathers all in one.</summary>
public sealed class AlignedPart
{
    /// <summary>Visemes in order of start.</summary>
    public IList<VisemeCue> Visemes { get; } = [];

    /// <summary>Phones and pauses of the text in order; none where the text did not fit.</summary>
    public IList<PhonemeTiming> Phonemes { get; } = [];

    /// <summary>Words of the text as written, in order. One that was not heard takes no time.</summary>
    public IList<WordTiming> Words { get; } = [];
}
