using System.Runtime.InteropServices;
using Troupe.Engines.Speaking;

namespace Troupe.Engines.Flite;

/// <summary>
/// The voices <c>flite-rms</c> and <c>flite-slt</c>: flite's clustergen voices, 16 kHz, streamed while they are made.
/// Speaks plain words: put the normalizer in front. Samples differ from call to call (the excitation is random), durations do not.
/// </summary>
internal sealed class FliteSynthesizer : ISpeechSynthesizer
{
    /// <summary>Samples per chunk: 100 ms.</summary>
    private const int ChunkSamples = 1600;

    private readonly Func<FliteVoice> _voice;
    private readonly double _level;

    /// <summary>A voice.</summary>
    /// <param name="name">flite's name of it, such as <c>rms</c>.</param>
    /// <param name="note">What a person should know.</param>
    /// <param name="level">Decibels that bring the voice to -20 dBFS (RMS over a sentence), as all embedded voices.</param>
    public FliteSynthesizer(string name, string note, double level)
    {
        _level = level;
        _voice = () => FliteVoice.Register(name);
        Voice = new Voice($"flite-{name}", "en-US", new AudioFormat(16_000));
        Description = new EngineDescription("flite", "2.2", "LicenseRef-Flite", note);
    }

    public EngineDescription Description { get; }

    public Voice Voice { get; }

    public IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken) =>
        SpeechWork.RunAsync(outlet => Speak(phrase, style, outlet), cancellationToken);

    private unsafe void Speak(Phrase phrase, SpeakingStyle style, SpeechOutlet outlet)
    {
        var text = FliteText.From(phrase.Text);
        if (text.IsSilent)
        {
            outlet.TryPut(SilentPhrase.Of(phrase, Voice, text));
            return;
        }

        var voice = _voice();
        var flite = voice.Library;
        var utterance = flite.NewUtterance(voice.Handle, text.Utf8);
        var run = new FliteRun(flite, utterance, text, phrase, Voice.Format, new Gain(style.Volume + _level), outlet);
        var handle = GCHandle.Alloc(run);
        FliteIntonation? intonation = null;
        try
        {
            flite.Set(utterance, "duration_stretch"u8, (float)(1 / style.Speed));
            flite.Set(utterance, "f0_shift"u8, (float)Math.Pow(2, style.Pitch / 12));
            intonation = FliteIntonation.Shift(flite, utterance, style.Pitch);
            _ = flite.SetStreaming(utterance, &Receive, GCHandle.ToIntPtr(handle), ChunkSamples);
            if (!flite.Synthesize(utterance))
            {
                throw new EngineException("flite could not speak a phrase.", transient: false);
            }

            run.End();
        }
        finally
        {
            handle.Free();
            flite.Delete(utterance);
            intonation?.Dispose();
        }
    }

    [UnmanagedCallersOnly]
    private static unsafe int Receive(FliteWave* wave, int start, int count, int last, FliteStreaming* streaming)
    {
        var run = (FliteRun)GCHandle.FromIntPtr(streaming->Owner).Target!;
        return run.Take(new ReadOnlySpan<short>(wave->Samples + start, count), last != 0) ? 0 : -1;
    }
}
