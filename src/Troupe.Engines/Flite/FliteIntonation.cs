using System.Runtime.InteropServices;

namespace Troupe.Engines.Flite;

/// <summary>
/// Moves the pitch of voices whose melody comes from flite's SPAM model (rms): flite's own <c>f0_shift</c> does not reach it.
/// The model adds the logarithm of the peak of each syllable's accent; this gives one utterance a copy of the voice's model whose peaks are moved.
/// See Anumanchipalli et al., "A statistical phrase/accent model for intonation modeling", Interspeech 2011.
/// </summary>
internal sealed unsafe class FliteIntonation : IDisposable
{
    /// <summary>Bytes of <c>cst_cg_db</c> in flite 2.2, and where its members lie.</summary>
    private const int ModelSize = 280;
    private const int ChannelsOffset = 104;
    private const int FramesOffset = 108;
    private const int VectorsOffset = 112;
    private const int UsesSpamOffset = 240;

    /// <summary>Which value of an accent's vector is the logarithm of its peak.</summary>
    private const int Peak = 0;

    /// <summary>More than any voice has: where a count is larger, the library is another version than the offsets are for.</summary>
    private const int MostChannels = 64;
    private const int MostFrames = 100_000;

    private readonly byte* _model;
    private readonly float** _vectors;
    private readonly float* _values;

    private FliteIntonation(byte* model, float shift)
    {
        var (channels, frames) = (*(int*)(model + ChannelsOffset), *(int*)(model + FramesOffset));
        var original = *(float***)(model + VectorsOffset);
        _model = (byte*)NativeMemory.Alloc(ModelSize);
        _vectors = (float**)NativeMemory.Alloc((nuint)frames, (nuint)sizeof(float*));
        _values = (float*)NativeMemory.Alloc((nuint)(frames * channels), sizeof(float));
        for (var frame = 0; frame < frames; frame++)
        {
            _vectors[frame] = _values + (frame * channels);
            new ReadOnlySpan<float>(original[frame], channels).CopyTo(new Span<float>(_vectors[frame], channels));
            _vectors[frame][Peak] += shift;
        }

        Buffer.MemoryCopy(model, _model, ModelSize, ModelSize);
        *(float***)(_model + VectorsOffset) = _vectors;
    }

    /// <summary>Moves the pitch of an utterance.</summary>
    /// <returns>What the utterance needs until it is deleted, or null where <c>f0_shift</c> does all.</returns>
    public static FliteIntonation? Shift(FliteLibrary flite, nint utterance, double semitones)
    {
        var model = flite.Model(utterance);
        if (semitones == 0 || model == null || *(int*)(model + UsesSpamOffset) == 0)
        {
            return null;
        }

        if (*(int*)(model + ChannelsOffset) is <= Peak or > MostChannels || *(int*)(model + FramesOffset) is <= 0 or > MostFrames)
        {
            throw new EngineException("The pitch of this voice can be moved with flite 2.2 only.", transient: false);
        }

        var shifted = new FliteIntonation(model, (float)(semitones / 12 * Math.Log(2)));
        flite.SetModel(utterance, shifted._model);
        return shifted;
    }

    public void Dispose()
    {
        NativeMemory.Free(_model);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_values);
    }
}
