using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Corpus;

/// <summary>What is done to sound to make a corpus of it.</summary>
internal static class Sounds
{
    /// <summary>The level of speech, in dBFS of its loud parts: what microphones of browsers aim at with automatic gain.</summary>
    private const double SpeechLevel = -20;

    private const int HalfWidth = 16;

    /// <summary>Brings speech to the usual level; peaks are clipped.</summary>
    public static short[] AtSpeechLevel(ReadOnlySpan<short> samples)
    {
        const int piece = 160;
        var levels = new List<double>();
        for (var from = 0; from + piece <= samples.Length; from += piece)
        {
            levels.Add(Pcm.Level(samples.Slice(from, piece)));
        }

        // Pieces within 25 dB of the loudest are speech.
        var loudest = levels.Max();
        var power = levels.Where(level => level > loudest - 25).Average(level => Math.Pow(10, level / 10));
        var gain = (float)Math.Pow(10, (SpeechLevel - (10 * Math.Log10(power))) / 20);
        var scaled = new short[samples.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Pcm.FromFloat(samples[i] * gain / 32768);
        }

        return scaled;
    }

    /// <summary>Fades the last 20 ms out, so that a recording's noise does not end in a click.</summary>
    public static short[] FadedOut(short[] samples)
    {
        const int fade = 320;
        for (var i = 1; i <= Math.Min(fade, samples.Length); i++)
        {
            Scale(samples, samples.Length - i, (float)i / fade);
        }

        return samples;
    }

    /// <summary>Plays sound faster or slower, by a windowed sinc: pitch, formants and pace change together, as between a small and a large person.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="factor">Above 1 is higher and faster.</param>
    public static short[] Faster(ReadOnlySpan<short> samples, double factor)
    {
        var output = new short[(int)(samples.Length / factor)];
        var cutoff = Math.Min(1, 1 / factor);
        for (var i = 0; i < output.Length; i++)
        {
            var at = i * factor;
            var middle = (int)at;
            double sum = 0;
            for (var j = Math.Max(0, middle - HalfWidth + 1); j <= Math.Min(samples.Length - 1, middle + HalfWidth); j++)
            {
                var x = at - j;
                var window = 0.5 + (0.5 * Math.Cos(Math.PI * x / HalfWidth));
                sum += samples[j] * window * cutoff * (x == 0 ? 1 : Math.Sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x));
            }

            output[i] = (short)Math.Clamp(Math.Round(sum), short.MinValue, short.MaxValue);
        }

        return output;
    }

    /// <summary>Puts silence into sound, with 5 ms of fading on both sides.</summary>
    /// <param name="samples">The sound, at 16 kHz.</param>
    /// <param name="silences">Where, in ascending order, and how much.</param>
    public static short[] Spread(ReadOnlySpan<short> samples, IEnumerable<(TimeSpan At, TimeSpan Silence)> silences)
    {
        const int fade = 80;
        var result = new List<short>(samples.Length);
        var from = 0;
        var copy = samples.ToArray();
        foreach (var (at, silence) in silences)
        {
            var to = Math.Clamp(AudioFormat.Hearing.Samples(at), from, copy.Length);
            for (var i = 0; i < fade; i++)
            {
                Scale(copy, to - 1 - i, (float)i / fade);
                Scale(copy, to + i, (float)i / fade);
            }

            result.AddRange(copy.AsSpan(from, to - from));
            result.AddRange(new short[AudioFormat.Hearing.Samples(silence)]);
            from = to;
        }

        result.AddRange(copy.AsSpan(from));
        return [.. result];
    }

    private static void Scale(short[] samples, int index, float gain)
    {
        if (index >= 0 && index < samples.Length)
        {
            samples[index] = (short)(samples[index] * gain);
        }
    }
}
