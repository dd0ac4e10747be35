using Troupe.Conversation.Audio;

namespace Troupe.Engines.Tests.Hearing;

/// <summary>A room in which a loudspeaker is heard by a microphone: delay, colouring, reverberation and gain. 16 kHz.</summary>
internal sealed class Room
{
    private const int Rate = 16_000;
    private readonly float[] _response;
    private readonly double _delay;
    private readonly double _drift;

    /// <param name="seed">Chooses the reflections.</param>
    /// <param name="reverberation">Time in which sound decays by 60 dB; direct sound and reverberation are equally strong.</param>
    /// <param name="delay">From when it is played to when it is heard.</param>
    /// <param name="drift">By how much the delay grows per second.</param>
    public Room(int seed, TimeSpan reverberation, TimeSpan delay, double drift = 0)
    {
        var random = new Random(seed);
        var length = (int)(reverberation.TotalSeconds * Rate);
        _response = new float[length];
        double late = 0;
        for (var i = 40; i < length; i++)
        {
            _response[i] = (float)(Gauss(random) * Math.Pow(10, -3.0 * i / length));
            late += _response[i] * _response[i];
        }

        for (var i = 40; i < length; i++)
        {
            _response[i] /= (float)Math.Sqrt(late);
        }

        // A small loudspeaker: its few first samples take away the low sounds and raise some high ones.
        _response[0] = 1;
        _response[1] = -0.6f + (float)(0.2 * random.NextDouble());
        _response[7] = (float)(0.4 * (random.NextDouble() - 0.5));
        _delay = delay.TotalSeconds * Rate;
        _drift = drift;
    }

    /// <summary>What the microphone hears of what is played, at an average level relative to it.</summary>
    public float[] Hear(float[] played, double gain)
    {
        var reverberant = Convolve(played);
        var heard = new float[played.Length];
        for (var i = 0; i < heard.Length; i++)
        {
            var from = i - _delay - (_drift * i);
            var whole = (int)Math.Floor(from);
            if (whole >= 0 && whole + 1 < reverberant.Length)
            {
                var part = (float)(from - whole);
                heard[i] = (reverberant[whole] * (1 - part)) + (reverberant[whole + 1] * part);
            }
        }

        var scale = (float)(Math.Pow(10, gain / 20) * Level(played) / Math.Max(1e-9, Level(heard)));
        return [.. heard.Select(sample => sample * scale)];
    }

    /// <summary>Root mean square of what is not silent.</summary>
    public static double Level(float[] samples)
    {
        var loud = samples.Chunk(320).Select(piece => piece.Average(sample => (double)sample * sample)).Where(power => power > 1e-7).ToList();
        return loud.Count == 0 ? 0 : Math.Sqrt(loud.Average());
    }

    public static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private float[] Convolve(float[] sound)
    {
        var size = 1;
        while (size < 2 * _response.Length)
        {
            size <<= 1;
        }

        var block = size - _response.Length;
        var filter = new System.Numerics.Complex[size];
        for (var i = 0; i < _response.Length; i++)
        {
            filter[i] = _response[i];
        }

        Transform(filter, inverse: false);
        var heard = new float[sound.Length];
        var piece = new System.Numerics.Complex[size];
        for (var start = 0; start < sound.Length; start += block)
        {
            Array.Clear(piece);
            for (var i = 0; i < block && start + i < sound.Length; i++)
            {
                piece[i] = sound[start + i];
            }

            Transform(piece, inverse: false);
            for (var i = 0; i < size; i++)
            {
                piece[i] *= filter[i];
            }

            Transform(piece, inverse: true);
            for (var i = 0; i < size && start + i < heard.Length; i++)
            {
                heard[start + i] += (float)(piece[i].Real / size);
            }
        }

        return heard;
    }

    private static void Transform(System.Numerics.Complex[] values, bool inverse)
    {
        var count = values.Length;
        for (int i = 1, j = 0; i < count; i++)
        {
            var bit = count >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (values[i], values[j]) = (values[j], values[i]);
            }
        }

        for (var length = 2; length <= count; length <<= 1)
        {
            var step = System.Numerics.Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI / length);
            for (var i = 0; i < count; i += length)
            {
                var turn = System.Numerics.Complex.One;
                for (var j = 0; j < length / 2; j++)
                {
                    var (even, odd) = (values[i + j], values[i + j + (length / 2)] * turn);
                    values[i + j] = even + odd;
                    values[i + j + (length / 2)] = even - odd;
                    turn *= step;
                }
            }
        }
    }
}
