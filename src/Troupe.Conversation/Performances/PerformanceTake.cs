using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Performances;

/// <summary>Takes down speech as it is made and gives it its face: one utterance of a performance, with its sound. Not thread-safe.</summary>
/// <param name="settings">What of the mouth is shown.</param>
public sealed class PerformanceTake(LipSyncSettings settings)
{
    private const int Decimals = 4;

    private readonly List<PhonemeSpan> _phonemes = [];
    private readonly List<VisemeSpan> _visemes = [];
    private readonly List<Caption> _captions = [];
    private readonly List<PerformanceCue> _cues = [];
    private readonly List<short> _sound = [];
    private AudioFormat? _format;
    private TimeSpan _phrase;

    /// <summary>The sound so far; null before the first chunk.</summary>
    public WavFile? Sound => _format is { } format ? new WavFile(format, _sound.ToArray()) : null;

    /// <summary>Acts phones whose times are known. Without the words' text there is nothing for brows and head to follow: only the mouth moves.</summary>
    /// <param name="phones">In order, pauses included.</param>
    /// <param name="words">The words in order, or none.</param>
    /// <param name="duration">Of the sound.</param>
    /// <param name="settings">What of the mouth is shown.</param>
    public static PerformedUtterance Of(IReadOnlyList<PhonemeTiming> phones, IReadOnlyList<WordTiming> words, TimeSpan duration, LipSyncSettings settings)
    {
        ArgumentNullException.ThrowIfNull(phones);
        ArgumentNullException.ThrowIfNull(words);
        var take = new PerformanceTake(settings);
        take.Mouth(phones, TimeSpan.Zero);
        take.Caption(string.Join(' ', words.Select(word => word.Text)), words, TimeSpan.Zero);
        return take.ToUtterance(duration);
    }

    /// <summary>Takes a mouth that was heard in a sound of which nothing else is known.</summary>
    /// <param name="visemes">In order of start.</param>
    /// <param name="duration">Of the sound.</param>
    public static PerformedUtterance Of(IReadOnlyList<VisemeCue> visemes, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(visemes);
        var take = new PerformanceTake(LipSyncSettings.Natural);
        take.Mouth(visemes, TimeSpan.Zero);
        return take.ToUtterance(duration);
    }

    /// <summary>Takes what was found of a text in its sound.</summary>
    /// <param name="aligned">All of it.</param>
    /// <param name="duration">Of the sound.</param>
    public static PerformedUtterance Of(AlignedPart aligned, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        var take = new PerformanceTake(LipSyncSettings.Natural);
        take._phonemes.AddRange(aligned.Phonemes.Select(phone => Of(phone, TimeSpan.Zero)));
        take.Mouth([.. aligned.Visemes], TimeSpan.Zero);
        var line = new List<WordTiming>();
        foreach (var word in aligned.Words)
        {
            line.Add(word);
            if (word.Text.TrimEnd('"', '”', '\'', '’', ')') is [.., '.' or '?' or '!' or '…'])
            {
                take.Caption(string.Join(' ', line.Select(one => one.Text)), line, TimeSpan.Zero);
                line.Clear();
            }
        }

        take.Caption(string.Join(' ', line.Select(one => one.Text)), line, TimeSpan.Zero);
        return take.ToUtterance(duration);
    }

    /// <summary>Adds the next chunk of a voice's speech.</summary>
    public void Add(SpeechChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        _format ??= chunk.Format;
        if (chunk.Phonemes.Count > 0)
        {
            Mouth(VowelLoudness.Of(chunk), _phrase);
            _cues.AddRange(Direction.Of(chunk).Select(cue => new PerformanceCue(cue.Kind, cue.Name, At(_phrase + cue.Start), At(cue.Duration), Weight(cue.Weight))));
        }

        Caption(chunk.Phrase.Text, chunk.Words, _phrase);
        _sound.AddRange(chunk.Audio.Span);
        if (chunk.IsLast)
        {
            _phrase = chunk.Format.Duration(_sound.Count);
        }
    }

    /// <summary>The utterance as it stands, as long as its sound.</summary>
    public PerformedUtterance ToUtterance() => ToUtterance(_format?.Duration(_sound.Count) ?? TimeSpan.Zero);

    private PerformedUtterance ToUtterance(TimeSpan duration) => new()
    {
        Duration = At(duration),
        Phonemes = [.. _phonemes],
        Visemes = [.. _visemes.OrderBy(viseme => viseme.Start)],
        Captions = [.. _captions],
        Cues = [.. _cues],
    };

    private void Mouth(IReadOnlyList<PhonemeTiming> phones, TimeSpan origin)
    {
        _phonemes.AddRange(phones.Select(phone => Of(phone, origin)));
        Mouth(Coarticulation.Plan(phones, settings), origin);
    }

    private void Mouth(IReadOnlyList<VisemeCue> visemes, TimeSpan origin) =>
        _visemes.AddRange(visemes.Select(cue => new VisemeSpan(cue.Viseme, At(origin + cue.Start), At(cue.Duration), Weight(cue.Weight))));

    private void Caption(string text, IReadOnlyList<WordTiming> words, TimeSpan origin)
    {
        if (words.Count > 0)
        {
            var (start, end) = (words[0].Start, words[^1].Start + words[^1].Duration);
            _captions.Add(new Caption(text, At(origin + start), At(end - start), [.. words.Select(word => new CaptionWord(word.Text, At(origin + word.Start), At(word.Duration)))]));
        }
    }

    private static PhonemeSpan Of(PhonemeTiming phone, TimeSpan origin) => new(phone.Ipa, At(origin + phone.Start), At(phone.Duration), phone.Stressed ? true : null, phone.Loudness);

    private static double At(TimeSpan time) => time.TotalMilliseconds;

    // What single precision adds behind the weights of the tables is not worth its bytes.
    private static double Weight(float weight) => Math.Round((double)weight, Decimals);
}
