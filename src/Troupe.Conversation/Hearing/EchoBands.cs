using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// The energy of a stream of sound in bands that are about equally wide to the ear, at steps of <see cref="Hop"/> samples (8 ms at 16 kHz). Two steps at a
/// time share one Fourier transform, one as its real and one as its imaginary part. Allocates nothing. Not thread-safe.
/// </summary>
internal sealed class EchoBands
{
    /// <summary>Bands; more would be narrower than a step of the transform at low frequencies.</summary>
    public const int Count = 16;

    /// <summary>Samples from one step to the next.</summary>
    public const int Hop = 128;

    /// <summary>Samples that a call takes: two steps.</summary>
    public const int Pair = 2 * Hop;

    private const int Frame = 2 * Hop;

    /// <summary>Loudspeakers give little below, and telephone codecs nothing above.</summary>
    private const double Lowest = 120, Highest = 7_000;

    private static readonly float[] Window = [.. Enumerable.Range(0, Frame).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Frame))))];
    private static readonly FourierTransform Fourier = new(Frame);

    private readonly float[] _samples = new float[Hop + Pair];
    private readonly float[] _real = new float[Frame];
    private readonly float[] _imaginary = new float[Frame];
    private readonly int[] _edges = new int[Count + 1];

    /// <summary>Analyses sound of one rate.</summary>
    public EchoBands(AudioFormat format)
    {
        var (low, high) = (Mel(Lowest), Mel(Math.Min(Highest, 0.45 * format.SampleRate)));
        for (var i = 0; i <= Count; i++)
        {
            var edge = (int)Math.Round(Hertz(low + ((high - low) * i / Count)) * Frame / format.SampleRate);
            _edges[i] = i == 0 ? edge : Math.Max(edge, _edges[i - 1] + 1);
        }
    }

    /// <summary>Takes the next samples and gives the mean power of each band, where a full-scale square wave is about 1, at both steps.</summary>
    /// <param name="samples">Exactly <see cref="Pair"/>.</param>
    /// <param name="first">Gets <see cref="Count"/> powers.</param>
    /// <param name="second">Gets those of the next step.</param>
    public void Step(ReadOnlySpan<float> samples, Span<float> first, Span<float> second)
    {
        _samples.AsSpan(Pair, Hop).CopyTo(_samples);
        samples.CopyTo(_samples.AsSpan(Hop));
        var places = Fourier.Places;
        for (var i = 0; i < Frame; i++)
        {
            var to = places[i];
            _real[to] = _samples[i] * Window[i];
            _imaginary[to] = _samples[i + Hop] * Window[i];
        }

        Fourier.Transform(_real, _imaginary);
        for (var band = 0; band < Count; band++)
        {
            float one = 0, two = 0;
            for (var bin = _edges[band]; bin < _edges[band + 1]; bin++)
            {
                // The spectra of the two real signals in that of the complex one.
                var (re, im, reMirror, imMirror) = (_real[bin], _imaginary[bin], _real[Frame - bin], _imaginary[Frame - bin]);
                one += ((re + reMirror) * (re + reMirror)) + ((im - imMirror) * (im - imMirror));
                two += ((im + imMirror) * (im + imMirror)) + ((re - reMirror) * (re - reMirror));
            }

            first[band] = one * (1f / (Frame * Frame));
            second[band] = two * (1f / (Frame * Frame));
        }
    }

    /// <summary>Forgets the sound before.</summary>
    public void Reset() => Array.Clear(_samples);

    private static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    private static double Hertz(double mel) => 700 * (Math.Exp(mel / 1127) - 1);
}
