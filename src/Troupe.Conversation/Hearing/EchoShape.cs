namespace Troupe.Conversation.Hearing;

/// <summary>
/// What of a sound's band energies a room and a loudspeaker leave as it is: how each band's level moves about its mean. Colouring and gain are constant
/// offsets of levels, and so drop out. Allocates nothing. Not thread-safe.
/// </summary>
internal sealed class EchoShape
{
    /// <summary>A level this far below a band's mean power counts as no lower: there lie noise and reverberation. 20 dB.</summary>
    private const float Depth = 1e-2f;

    /// <summary>How much of what all bands do alike is taken out: all voices rise and fall alike, but each with other bands.</summary>
    private const float Common = 0.7f;

    /// <summary>How fast means follow, per step: within about 1.5 s of 8 ms.</summary>
    private const float Follow = 0.005f;

    /// <summary>Total power below which nothing sounds, -80 dB.</summary>
    private const float Silence = 1e-8f;

    /// <summary>The most that a level may move, in nepers of power (17 dB): one onset should not outweigh what follows it.</summary>
    private const float Most = 4;

    private readonly float[] _mean = new float[EchoBands.Count];
    private readonly float[] _power = new float[EchoBands.Count];
    private int _steps;

    /// <summary>Gives the moves of one step; none while nothing but noise sounds.</summary>
    /// <param name="powers">Of the bands.</param>
    /// <param name="noise">The powers of noise in them; empty for none.</param>
    /// <param name="shape">Gets the moves, in nepers of power.</param>
    /// <returns>The sum of their squares.</returns>
    public float Step(ReadOnlySpan<float> powers, ReadOnlySpan<float> noise, Span<float> shape)
    {
        float sound = 0, quiet = Silence;
        for (var band = 0; band < powers.Length; band++)
        {
            sound += powers[band];
            quiet += noise.IsEmpty ? 0 : 4 * noise[band];
        }

        if (sound < quiet)
        {
            shape.Clear();
            return 0;
        }

        // The first steps form the mean together.
        var follow = Math.Max(Follow, 1f / ++_steps);
        float common = 0;
        for (var band = 0; band < powers.Length; band++)
        {
            _power[band] += follow * (powers[band] - _power[band]);
            var level = MathF.Log(powers[band] + (Depth * _power[band]) + (noise.IsEmpty ? 0 : noise[band]) + (Depth * Silence));
            _mean[band] += follow * (level - _mean[band]);
            shape[band] = Math.Clamp(level - _mean[band], -Most, Most);
            common += shape[band];
        }

        common *= Common / powers.Length;
        float square = 0;
        for (var band = 0; band < powers.Length; band++)
        {
            shape[band] -= common;
            square += shape[band] * shape[band];
        }

        return square;
    }
}
