using System.Runtime.InteropServices;

namespace Troupe.Engines.Flite;

/// <summary>Finds how a text is said, without making sound: flite's text analysis with the voice's sound modules replaced by nothing. About 1 ms a sentence.</summary>
internal static unsafe class FliteAnalyzer
{
    /// <summary>Analyses a text of plain words.</summary>
    public static Pronunciation Analyze(FliteVoice voice, FliteText text)
    {
        var flite = voice.Library;
        var utterance = flite.NewUtterance(voice.Handle, text.Utf8);
        try
        {
            flite.SetModule(utterance, "duration_model_func"u8, &DoNothing);
            flite.SetModule(utterance, "f0_model_func"u8, &DoNothing);
            flite.SetModule(utterance, "wave_synth_func"u8, &DoNothing);
            return flite.Synthesize(utterance)
                ? PronunciationReader.Read(flite, utterance)
                : throw new EngineException("flite could not analyse a phrase.", transient: false);
        }
        finally
        {
            flite.Delete(utterance);
        }
    }

    [UnmanagedCallersOnly]
    private static nint DoNothing(nint utterance) => utterance;
}
