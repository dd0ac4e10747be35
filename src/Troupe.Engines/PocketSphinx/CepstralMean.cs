using Troupe.Engines.Native;

namespace Troupe.Engines.PocketSphinx;

/// <summary>
/// The running mean that a decoder takes off the cepstra (live cepstral mean normalisation). The library carries it from one utterance to the next, so what one
/// person's voice was like would change what the next one is understood to say; here every utterance begins with the model's own mean.
/// </summary>
/// <remarks>
/// Reaches into <c>feat_t</c> and <c>cmn_t</c> of libsphinxbase.so.3, whose layout belongs to that soname (sphinxbase/feat.h and cmn.h), and checks what it finds there.
/// </remarks>
internal sealed unsafe class CepstralMean
{
    private const int CepstraOffset = 16;
    private const int CmnOffset = 88;
    private const int LengthOffset = 28;

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _features;
    private readonly delegate* unmanaged[Cdecl]<nint, float*, void> _get;
    private readonly delegate* unmanaged[Cdecl]<nint, float*, void> _set;

    public CepstralMean(SharedLibrary sphinxBase, SharedLibrary pocketSphinx)
    {
        _features = (delegate* unmanaged[Cdecl]<nint, nint>)pocketSphinx.Symbol("ps_get_feat");
        _get = (delegate* unmanaged[Cdecl]<nint, float*, void>)sphinxBase.Symbol("cmn_live_get");
        _set = (delegate* unmanaged[Cdecl]<nint, float*, void>)sphinxBase.Symbol("cmn_live_set");
    }

    /// <summary>The decoder's mean; of a fresh decoder, the model's own.</summary>
    /// <exception cref="EngineException">The structures are not as expected.</exception>
    public float[] Get(nint decoder)
    {
        var normalisation = Find(decoder, out var length);
        var mean = new float[length];
        fixed (float* values = mean)
        {
            _get(normalisation, values);
        }

        return Array.TrueForAll(mean, value => Math.Abs(value) < 1_000) ? mean : throw Unexpected();
    }

    /// <summary>Sets the decoder's mean.</summary>
    public void Set(nint decoder, ReadOnlySpan<float> mean)
    {
        var normalisation = Find(decoder, out var length);
        if (length != mean.Length)
        {
            throw Unexpected();
        }

        fixed (float* values = mean)
        {
            _set(normalisation, values);
        }
    }

    private nint Find(nint decoder, out int length)
    {
        var features = _features(decoder);
        var normalisation = features == 0 ? 0 : *(nint*)(features + CmnOffset);
        length = normalisation == 0 ? 0 : *(int*)(normalisation + LengthOffset);
        return length is > 0 and <= 64 && length == *(int*)(features + CepstraOffset) ? normalisation : throw Unexpected();
    }

    private static EngineException Unexpected() => new($"{PocketSphinxLibrary.BaseName} is built in another way than Debian's: its features are not where they belong.", transient: false);
}
