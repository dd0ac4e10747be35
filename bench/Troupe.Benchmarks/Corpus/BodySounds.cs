using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Corpus;

/// <summary>
/// Coughs and laughter, made of noise and pulses with the acoustics of real ones; no package of Debian has recordings of them. A cough has an explosive phase of about 50 ms, a turbulent one of
/// about 200 ms and often a voiced one at its end (Korpáš, Sadloňová and Vrabec, "Analysis of the cough sound: an overview", 1996). Laughter is a row of breathy vowels, about five in a
/// second, that fall in pitch and strength (Bachorowski, Smoski and Owren, "The acoustic features of human laughter", 2001).
/// </summary>
internal static class BodySounds
{
    private const int Rate = 16_000;

    /// <summary>One cough or two, 300 to 800 ms.</summary>
    /// <param name="seed">Whose, and which.</param>
    public static SpokenItem Cough(int seed)
    {
        var random = new Random(seed);
        List<float> sound = [];
        for (var coughs = random.Next(1, 3); coughs > 0; coughs--)
        {
            var formants = Formants(0.85 + (0.3 * random.NextDouble()), 600, 1500, 2800);
            var (explosion, turbulence, voiced) = (0.03 + (0.03 * random.NextDouble()), 0.12 + (0.15 * random.NextDouble()), random.Next(2) * (0.05 + (0.07 * random.NextDouble())));
            var pitch = 120 + (160 * random.NextDouble());
            for (var i = 0; i < (explosion + turbulence + voiced) * Rate; i++)
            {
                var at = (double)i / Rate;
                var strength = at < 0.004 ? at / 0.004 : at < explosion ? 1 : 0.35 * Math.Exp(-(at - explosion) / turbulence * 1.2);
                var isVoiced = at > explosion + turbulence;
                var source = isVoiced ? Pulse(at * pitch) + (0.2 * Noise(random)) : Noise(random);
                sound.Add((float)(Filter(formants, source) * strength * (isVoiced ? 1 - ((at - explosion - turbulence) / voiced) : 1)));
            }

            sound.AddRange(new float[(int)((coughs > 1 ? 0.1 + (0.12 * random.NextDouble()) : 0.02) * Rate)]);
        }

        return Item(SpokenKind.Cough, "cough", seed, sound);
    }

    /// <summary>Laughter of four to six notes, 0.8 to 1.2 s.</summary>
    /// <param name="seed">Whose, and which.</param>
    public static SpokenItem Laugh(int seed)
    {
        var random = new Random(seed);
        var isHigh = random.Next(2) == 1;
        var formants = Formants(isHigh ? 1.15 : 1, 550, 1500, 2500);
        var pitch = (isHigh ? 380 : 240) * (0.9 + (0.2 * random.NextDouble()));
        List<float> sound = [];
        var phase = 0.0;
        for (var (note, notes) = (0, random.Next(4, 7)); note < notes; note++)
        {
            for (var i = 0; i < 0.2 * Rate; i++)
            {
                var at = (double)i / Rate;
                var breath = at < 0.07 ? 0.25 : 0.06;
                var voice = at is > 0.06 and < 0.17 ? Math.Sin(Math.PI * (at - 0.06) / 0.11) : 0;
                phase += pitch * (1 - (0.06 * note) - (0.8 * at)) / Rate;
                sound.Add((float)(Filter(formants, (voice * Pulse(phase)) + (breath * Noise(random))) * (1 - (0.12 * note))));
            }
        }

        return Item(SpokenKind.Laugh, "laugh", seed, sound);
    }

    private static SpokenItem Item(SpokenKind kind, string name, int seed, List<float> sound)
    {
        var peak = sound.Max(Math.Abs);
        var samples = new short[sound.Count];
        Pcm.FromFloat(sound.Select(sample => sample / peak * 0.9f).ToArray(), samples);
        return SpokenItem.Of(kind, "synthetic", $"{name} {seed}", samples);
    }

    private static double Noise(Random random) => (2 * random.NextDouble()) - 1;

    // A glottal pulse: rises over two thirds of the period, then closes.
    private static double Pulse(double phase) => phase - Math.Floor(phase) is var within && within < 0.66 ? within / 0.66 : -1;

    private static Resonance[] Formants(double factor, params double[] hertz) => [.. hertz.Select(frequency => new Resonance(frequency * factor))];

    private static double Filter(Resonance[] formants, double source) => formants.Sum(formant => formant.Next(source));

    /// <summary>A resonance of 150 Hz width: a filter with two poles.</summary>
    private sealed class Resonance(double hertz)
    {
        private static readonly double Radius = Math.Exp(-Math.PI * 150 / Rate);
        private readonly double _turn = 2 * Radius * Math.Cos(2 * Math.PI * hertz / Rate);
        private double _last;
        private double _before;

        public double Next(double source)
        {
            (_last, _before) = (((1 - Radius) * source) + (_turn * _last) - (Radius * Radius * _before), _last);
            return _last;
        }
    }
}
