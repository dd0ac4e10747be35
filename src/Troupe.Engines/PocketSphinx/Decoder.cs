using Microsoft.Win32.SafeHandles;

namespace Troupe.Engines.PocketSphinx;

/// <summary>One decoder of pocketsphinx, about 97 MB. Used by one thread at a time.</summary>
internal sealed class Decoder : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly PocketSphinxLibrary _library;
    private readonly float[] _mean;
    private bool _started;

    private Decoder(PocketSphinxLibrary library, nint decoder)
        : base(ownsHandle: true)
    {
        _library = library;
        SetHandle(decoder);
        _mean = library.Mean.Get(decoder);
    }

    /// <summary>Makes a decoder; takes 0.3 to 2 s.</summary>
    /// <exception cref="EngineException">The model cannot be used.</exception>
    public static Decoder Create(PocketSphinxLibrary library, string modelFolder, DecoderProfile profile)
    {
        var decoder = library.Create(
        [
            "-hmm", Path.Combine(modelFolder, "en-us"),
            "-lm", Path.Combine(modelFolder, "en-us.lm.bin"),
            "-dict", Path.Combine(modelFolder, "cmudict-en-us.dict"),
            .. Search(profile),
        ]);
        if (decoder == 0)
        {
            throw new EngineException($"pocketsphinx cannot use the model in {modelFolder}.", transient: false);
        }

        var made = new Decoder(library, decoder);
        try
        {
            Hesitations.Teach(library, decoder);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private static string[] Search(DecoderProfile profile) => profile switch
    {
        DecoderProfile.Fast => ["-fwdflat", "no", "-bestpath", "no", "-maxhmmpf", "3000", "-pl_window", "10", "-ds", "2"],
        DecoderProfile.Balanced => ["-fwdflat", "no", "-maxhmmpf", "10000", "-pl_window", "10"],
        _ => [],
    };

    /// <summary>Begins an utterance.</summary>
    public void Start()
    {
        Check(_library.Start(handle));
        _started = true;
        _library.Mean.Set(handle, _mean);
    }

    /// <summary>Decodes the next sound.</summary>
    public void Process(ReadOnlySpan<short> samples) => Check(_library.Process(handle, samples));

    /// <summary>Ends the utterance, when one was begun.</summary>
    public void End()
    {
        if (_started)
        {
            _started = false;
            Check(_library.End(handle));
        }
    }

    /// <summary>What was understood so far, or at last; hesitations are "um" and "uh".</summary>
    public string Hypothesis() => Hesitations.Write(_library.Hypothesis(handle));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _library.Free(handle);
        return true;
    }

    private static void Check(bool done)
    {
        if (!done)
        {
            throw new EngineException("pocketsphinx failed while decoding.", transient: true);
        }
    }
}
