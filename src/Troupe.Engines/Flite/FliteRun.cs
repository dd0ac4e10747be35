using System.Runtime.ExceptionServices;
using Troupe.Conversation.Acting;
using Troupe.Engines.Speaking;

namespace Troupe.Engines.Flite;

/// <summary>One phrase on its way through flite: receives sound from the native callback. Nothing it throws crosses native frames: it is kept and thrown by <see cref="End"/>.</summary>
internal sealed class FliteRun(FliteLibrary flite, nint utterance, FliteText text, Phrase phrase, AudioFormat format, Gain gain, SpeechOutlet outlet)
{
    private ExceptionDispatchInfo? _failure;
    private bool _ended;
    private int _skip;
    private int _left = -1;

    /// <summary>Takes sound; false stops the vocoder.</summary>
    public bool Take(ReadOnlySpan<short> samples, bool isLast)
    {
        try
        {
            return Put(samples, isLast);
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            return false;
        }
    }

    /// <summary>Closes the phrase after flite is done, where flite did not mark its last samples.</summary>
    public void End()
    {
        _failure?.Throw();
        if (!_ended)
        {
            _ = Put([], isLast: true);
        }
    }

    private bool Put(ReadOnlySpan<short> samples, bool isLast)
    {
        if (outlet.IsLeft || _ended)
        {
            return false;
        }

        var timings = _left < 0 ? Plan() : null;
        var skipped = Math.Min(_skip, samples.Length);
        _skip -= skipped;
        samples = samples[skipped..];
        samples = samples[..Math.Min(_left, samples.Length)];
        _left -= samples.Length;
        if (samples.Length == 0 && !isLast && timings is null)
        {
            return true;
        }

        var audio = new short[samples.Length];
        gain.Apply(samples, audio);
        _ended = isLast || _left == 0;
        return outlet.TryPut(new SpeechChunk
        {
            Phrase = phrase,
            Format = format,
            Audio = audio,
            Phonemes = timings?.Phonemes ?? [],
            Words = timings?.Words ?? [],
            IsLast = _ended,
        }) && !_ended;
    }

    /// <summary>Reads what flite has planned by the time its first samples come.</summary>
    private SpeechTimings Plan()
    {
        var pronunciation = PronunciationReader.Read(flite, utterance);
        var ends = new int[pronunciation.Phones.Count];
        for (var index = 0; index < ends.Length; index++)
        {
            ends[index] = (int)Math.Round(pronunciation.Phones[index].End * format.SampleRate);
        }

        _skip = PhrasePauses.AtStart(pronunciation, ends[0], format);
        for (var index = 0; index < ends.Length; index++)
        {
            ends[index] -= _skip;
        }

        ends[^1] -= PhrasePauses.AtEnd(text, pronunciation, ends[^1] - (ends.Length > 1 ? ends[^2] : 0), format);
        _left = ends[^1];
        var timings = SpeechTimings.Of(text, pronunciation, ends, format);
        return timings with { Phonemes = VowelLoudness.Of(timings.Phonemes, index => FlitePowers.Of(flite, utterance, End(index - 1), End(index))) };

        float End(int phone) => phone < 0 ? 0 : pronunciation.Phones[phone].End;
    }
}
