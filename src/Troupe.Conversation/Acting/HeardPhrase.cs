using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Acting;

/// <summary>
/// The face of a phrase whose voice tells no phonemes: they are found in its sound. Keeps sound back until its face is known, which is <see cref="TextCues.LookAhead"/> later. Not thread-safe.
/// </summary>
internal sealed class HeardPhrase
{
    private readonly TextCues _ear;
    private readonly HeardLine _line;
    private readonly HeardDirection _direction;
    private readonly bool _blendShapes;
    private readonly bool _voiceTellsWords;
    private readonly List<short> _kept = [];
    private readonly List<VisemeCue> _visemes = [];
    private AlignedPart _part = new();
    private SpeechChunk _last;
    private TimeSpan? _firstPhone;
    private TimeSpan _lastPhone;
    private int _given;
    private int _frames;

    /// <summary>Begins.</summary>
    /// <param name="first">The phrase's first chunk; still to be added.</param>
    /// <param name="pronouncer">How words are said; null when nobody knows, and the mouth is that of sound alone.</param>
    /// <param name="model">Hears the mouth.</param>
    /// <param name="settings">What of the mouth is shown.</param>
    /// <param name="blendShapes">Whether to make blend-shape frames.</param>
    public HeardPhrase(SpeechChunk first, IPronouncer? pronouncer, LipModel model, LipSyncSettings settings, bool blendShapes)
    {
        _last = first;
        var text = pronouncer is null ? new SpokenText([]) : TextNormalizer.Normalize(first.Phrase.Text);
        _ear = new TextCues(model, first.Format, text, pronouncer ?? Nobody.Instance, settings);
        _line = new HeardLine(_ear.Graph);
        _direction = new HeardDirection(first.Phrase.Text, _line);
        (_blendShapes, _voiceTellsWords) = (blendShapes, first.Words.Count > 0);
    }

    /// <summary>Whether a phrase that begins so needs its face found.</summary>
    public static bool Begins(SpeechChunk first) => first.Phonemes.Count == 0 && !(first.IsLast && first.Audio.IsEmpty) && Resampler.Rates.Contains(first.Format.SampleRate);

    /// <summary>Takes the next chunk and gives what is known by then: sound that was kept back, with the face that belongs to it. Null while nothing is.</summary>
    public ActedChunk? Add(SpeechChunk chunk)
    {
        _last = chunk;
        _kept.AddRange(chunk.Audio.Span);
        _ear.Add(chunk.Audio.Span, _part);
        if (chunk.IsLast)
        {
            _ear.Finish(_part);
        }

        return Give(chunk, chunk.IsLast ? _given + _kept.Count : Math.Clamp(chunk.Format.Samples(_ear.Known), _given, _given + _kept.Count), chunk.IsLast);
    }

    /// <summary>Gives what was kept back where the voice broke off within the phrase, with the face that belongs to it.</summary>
    public ActedChunk? BreakOff()
    {
        _ear.BreakOff(_part);
        return Give(_last with { Words = [] }, _given + _kept.Count, isEnd: true);
    }

    private ActedChunk? Give(SpeechChunk chunk, int until, bool isEnd)
    {
        var sound = _kept[..(until - _given)].ToArray();
        if (sound.Length == 0 && chunk.Words.Count == 0 && !isEnd)
        {
            return null;
        }

        var (part, from) = (_part, chunk.Format.Duration(_given));
        _part = new AlignedPart();
        _visemes.AddRange(part.Visemes);
        _kept.RemoveRange(0, sound.Length);
        _given = until;
        var end = chunk.Format.Duration(until);
        return new ActedChunk
        {
            Speech = chunk with { Audio = sound, Phonemes = [.. part.Phonemes], Words = Words(chunk, part, end, isEnd) },
            Visemes = [.. part.Visemes],
            Cues = Cues(part, from, isEnd),
            BlendShapes = _blendShapes ? Frames(end, isEnd) : null,
        };
    }

    private IReadOnlyList<WordTiming> Words(SpeechChunk chunk, AlignedPart part, TimeSpan until, bool isEnd) =>
        _line.Take(part.Words, _ear.Saying, until, isEnd ? until : null) && !_voiceTellsWords ? _line.Words : chunk.Words;

    private IReadOnlyList<ExpressionCue> Cues(AlignedPart part, TimeSpan from, bool isEnd)
    {
        foreach (var phone in part.Phonemes.Where(phone => phone.Ipa.Length > 0))
        {
            _firstPhone ??= phone.Start;
            _lastPhone = phone.End;
        }

        return _direction.Take(_firstPhone, from, _ear.Heard, isEnd ? _lastPhone : null);
    }

    private BlendShapeFrames? Frames(TimeSpan until, bool isLast)
    {
        var all = BlendShapes.Frames([.. _visemes], []);
        var end = isLast ? all.Frames.Count : Math.Min(all.Frames.Count, (int)((until - MouthCurve.Reach).TotalSeconds * all.FrameRate));
        var from = _frames;
        _frames = Math.Max(_frames, end);
        return _frames > from ? new BlendShapeFrames(TimeSpan.FromSeconds(from / all.FrameRate), all.FrameRate, [.. all.Frames.Skip(from).Take(_frames - from)]) : null;
    }

    /// <summary>Is asked nothing: there are no words.</summary>
    private sealed class Nobody : IPronouncer
    {
        public static readonly Nobody Instance = new();

        public IReadOnlyList<IReadOnlyList<SpokenPhone>> Pronounce(string word) => [[new SpokenPhone("ə")]];
    }
}
