namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// What a <see cref="LipNet"/> hears: the logarithms of the energy in 40 mel bands (O'Shaughnessy's formula, 2595 log10(1 + f / 700)) from 60 to 7,600 Hz, in frames of 20 ms, 10 ms apart.
/// No emphasis, no dither, nothing that depends on what comes later. Allocates nothing. Not thread-safe.
/// </summary>
internal sealed class LipNetBands
{
    /// <summary>Hertz of the sound.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples from one frame to the next.</summary>
    public const int Hop = 160;

    /// <summary>Bands.</summary>
    public const int Count = 40;

    /// <summary>Samples of a frame; its middle is the middle of its hop.</summary>
    public const int Frame = 2 * Hop;

    /// <summary>Samples of the next hop that a frame needs.</summary>
    public const int Ahead = Hop / 2;

    /// <summary>What a band without energy gives.</summary>
    public static readonly float Quietest = MathF.Log(Floor);

    private const double Lowest = 60, Highest = 7_600;
    private const float Floor = 1e-6f;

    private static readonly float[] Hann = [.. Enumerable.Range(0, Frame).Select(n => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (n + 0.5) / Frame))))];
    private static readonly (int First, float[] Weights)[] Triangles = MakeTriangles();

    private readonly PowerSpectrum _spectrum = new();
    private readonly float[] _samples = new float[Frame];
    private readonly float[] _windowed = new float[PowerSpectrum.Length];
    private readonly float[] _power = new float[PowerSpectrum.Bins];

    // Before the sound is silence: the first frame begins half a hop before it.
    private int _filled = Ahead;

    /// <summary>Takes sound up to the end of the next frame.</summary>
    /// <param name="sound">PCM16 at <see cref="SampleRate"/> that follows; shrinks by what was taken.</param>
    /// <param name="bands">Gets <see cref="Count"/> logarithms when a frame is complete.</param>
    /// <returns>Whether one is; otherwise all of the sound was taken.</returns>
    public bool Next(ref ReadOnlySpan<short> sound, scoped Span<float> bands)
    {
        var taken = Math.Min(sound.Length, Frame - _filled);
        for (var i = 0; i < taken; i++)
        {
            _samples[_filled + i] = sound[i] / 32_768f;
        }

        sound = sound[taken..];
        _filled += taken;
        if (_filled < Frame)
        {
            return false;
        }

        Compute(bands);
        _samples.AsSpan(Hop).CopyTo(_samples);
        _filled = Frame - Hop;
        return true;
    }

    /// <summary>Begins anew, as after silence.</summary>
    public void Reset()
    {
        Array.Clear(_samples);
        _filled = Ahead;
    }

    private void Compute(Span<float> bands)
    {
        for (var n = 0; n < Frame; n++)
        {
            _windowed[n] = _samples[n] * Hann[n];
        }

        _spectrum.Compute(_windowed, _power);
        for (var band = 0; band < Count; band++)
        {
            var (first, weights) = Triangles[band];
            bands[band] = MathF.Log(MathF.Max(Rows.Dot(weights, _power.AsSpan(first, weights.Length)), Floor));
        }
    }

    private static (int First, float[] Weights)[] MakeTriangles()
    {
        var corners = Enumerable.Range(0, Count + 2).Select(i => Hertz(Mel(Lowest) + ((Mel(Highest) - Mel(Lowest)) * i / (Count + 1)))).ToArray();
        return [.. Enumerable.Range(0, Count).Select(band => Triangle(corners[band], corners[band + 1], corners[band + 2]))];
    }

    private static (int First, float[] Weights) Triangle(double left, double middle, double right)
    {
        var weights = Enumerable.Range(0, PowerSpectrum.Bins)
            .Select(bin => (double)bin * SampleRate / PowerSpectrum.Length)
            .Select(hertz => Math.Max(0, Math.Min((hertz - left) / (middle - left), (right - hertz) / (right - middle)))).ToArray();
        var (first, last) = (Math.Max(0, Array.FindIndex(weights, weight => weight > 0)), Array.FindLastIndex(weights, weight => weight > 0));
        return (first, [.. weights[first..(last + 1)].Select(weight => (float)weight)]);
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
