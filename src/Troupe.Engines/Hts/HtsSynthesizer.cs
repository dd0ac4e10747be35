using Troupe.Conversation.Acting;
using Troupe.Engines.Flite;
using Troupe.Engines.Speaking;

namespace Troupe.Engines.Hts;

/// <summary>
/// The voice <c>hts-slt</c>: flite's text analysis, hts_engine's statistical models, 32 kHz. The same phrase and style always give the same samples.
/// Speaks plain words: put the normalizer in front.
/// </summary>
internal sealed class HtsSynthesizer : ISpeechSynthesizer, IDisposable
{
    /// <summary>Frames of 5 ms in the first chunk: 50 ms of sound, enough to start playing while the next is made.</summary>
    private const int FirstFrames = 10;

    /// <summary>Frames in the other chunks: 100 ms.</summary>
    private const int UsualFrames = 20;

    /// <summary>Decibels that bring the voice to -20 dBFS (RMS over a sentence), as all embedded voices.</summary>
    private const double Level = 4;

    private readonly HtsEnginePool _engines;
    private readonly Func<FliteVoice> _analyzer;

    /// <summary>A voice of a voice file.</summary>
    /// <param name="voicePath">The <c>.htsvoice</c>.</param>
    /// <param name="analyzer">Gives the flite voice whose text analysis is used.</param>
    public HtsSynthesizer(string voicePath, Func<FliteVoice> analyzer)
    {
        _engines = new HtsEnginePool(voicePath);
        _analyzer = analyzer;
    }

    public EngineDescription Description { get; } = new("hts", "1.10", "BSD-3-Clause AND Festival", "English (US), female, 32 kHz");

    public Voice Voice { get; } = new("hts-slt", "en-US", new AudioFormat(32_000));

    public IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken) =>
        SpeechWork.RunAsync(outlet => Speak(phrase, style, outlet), cancellationToken);

    /// <summary>Loads an engine for the first phrase.</summary>
    /// <exception cref="EngineException">The voice is not installed or not readable.</exception>
    public void WarmUp() => _engines.Return(_engines.Rent());

    /// <summary>Engines that are speaking.</summary>
    public int Busy => _engines.Busy;

    public void Dispose() => _engines.Dispose();

    private void Speak(Phrase phrase, SpeakingStyle style, SpeechOutlet outlet)
    {
        var text = FliteText.From(phrase.Text);
        if (text.IsSilent)
        {
            outlet.TryPut(SilentPhrase.Of(phrase, Voice, text));
            return;
        }

        var pronunciation = FliteAnalyzer.Analyze(_analyzer(), text);
        var engine = _engines.Rent();
        try
        {
            var ends = engine.Plan(HtsLabels.Write(pronunciation), style.Speed, style.Pitch);
            var skipped = PhrasePauses.AtStart(pronunciation, ends[0], Voice.Format) / engine.FramePeriod;
            ends[0] -= skipped * engine.FramePeriod;
            ends[^1] -= PhrasePauses.AtEnd(text, pronunciation, ends[^1], Voice.Format);
            for (var index = 1; index < ends.Length; index++)
            {
                ends[index] += ends[index - 1];
            }

            var timings = SpeechTimings.Of(text, pronunciation, ends, Voice.Format);
            engine.Shape();
            timings = timings with { Phonemes = VowelLoudness.Of(timings.Phonemes, index => engine.Power(Frame(index - 1), Frame(index))) };
            engine.Skip(skipped);
            Vocode(engine, ends[^1], phrase, timings, new Gain(style.Volume + Level), outlet);

            int Frame(int phone) => skipped + (phone < 0 ? 0 : ends[phone] / engine.FramePeriod);
        }
        finally
        {
            _engines.Return(engine);
        }
    }

    private void Vocode(HtsEngine engine, int total, Phrase phrase, SpeechTimings timings, Gain gain, SpeechOutlet outlet)
    {
        Span<double> frame = stackalloc double[engine.FramePeriod];
        for (int made = 0, frames = FirstFrames; made < total && !outlet.IsLeft; frames = UsualFrames)
        {
            var audio = new short[Math.Min(frames * engine.FramePeriod, total - made)];
            for (var offset = 0; offset < audio.Length && engine.TryVocode(frame); offset += frame.Length)
            {
                for (var index = 0; index < frame.Length; index++)
                {
                    audio[offset + index] = gain.Apply(frame[index]);
                }
            }

            outlet.TryPut(new SpeechChunk
            {
                Phrase = phrase,
                Format = Voice.Format,
                Audio = audio,
                Phonemes = made == 0 ? timings.Phonemes : [],
                Words = made == 0 ? timings.Words : [],
                IsLast = made + audio.Length == total,
            });
            made += audio.Length;
        }
    }
}
