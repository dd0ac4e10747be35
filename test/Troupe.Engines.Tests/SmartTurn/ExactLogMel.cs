using Troupe.Engines.SmartTurn;

namespace Troupe.Engines.Tests.SmartTurn;

/// <summary>The features by their definition, in double precision: each sum is written out.</summary>
internal sealed class ExactLogMel
{
    private static readonly (double Cosine, double Sine)[] Waves = [.. Enumerable.Range(0, 400).Select(k => (Math.Cos(Math.PI * k / 200), Math.Sin(Math.PI * k / 200)))];

    private readonly Dictionary<int, double[]> _powers = [];
    private readonly double[] _sound;
    private readonly double _most;

    public ExactLogMel(short[] sound)
    {
        var last = sound[Math.Max(0, sound.Length - LogMel.Samples)..];
        double[] padded = [.. new double[LogMel.Samples - last.Length], .. last.Select(sample => sample / 32_768.0)];
        var mean = padded.Average();
        var variance = padded.Average(sample => (sample - mean) * (sample - mean));
        _sound = [.. padded.Select(sample => (sample - mean) / Math.Sqrt(variance + 1e-7))];

        _most = double.MinValue;
        for (var frame = 0; frame < LogMel.Frames; frame++)
        {
            for (var band = 0; band < LogMel.Bands; band++)
            {
                _most = Math.Max(_most, Log(band, frame));
            }
        }
    }

    public double Feature(int band, int frame) => (Math.Max(Log(band, frame), _most - 8) + 4) / 4;

    private double Log(int band, int frame)
    {
        var (low, middle, high) = (Hertz(band), Hertz(band + 1), Hertz(band + 2));
        var power = Power(frame);
        double sum = 0;
        for (var bin = 0; bin <= 200; bin++)
        {
            var hertz = bin * 40.0;
            sum += power[bin] * Math.Max(0, Math.Min((hertz - low) / (middle - low), (high - hertz) / (high - middle))) * 2 / (high - low);
        }

        return Math.Log10(Math.Max(sum, 1e-10));
    }

    private double[] Power(int frame)
    {
        if (_powers.TryGetValue(frame, out var known))
        {
            return known;
        }

        var power = new double[201];
        for (var bin = 0; bin <= 200; bin++)
        {
            double real = 0, imaginary = 0;
            for (var n = 0; n < 400; n++)
            {
                var at = (frame * 160) - 200 + n;
                at = at < 0 ? -at : at >= _sound.Length ? (2 * (_sound.Length - 1)) - at : at;
                var windowed = _sound[at] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 400)));
                real += windowed * Waves[bin * n % 400].Cosine;
                imaginary -= windowed * Waves[bin * n % 400].Sine;
            }

            power[bin] = (real * real) + (imaginary * imaginary);
        }

        return _powers[frame] = power;
    }

    /// <summary>The edges of the bands: 82 of them, evenly on the mel scale from 0 to 8 kHz.</summary>
    private static double Hertz(int edge)
    {
        var mel = (15 + (27 * Math.Log(8) / Math.Log(6.4))) * edge / 81;
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
    }
}
