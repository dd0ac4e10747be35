using Troupe.Engines.Speaking;

namespace Troupe.Engines.Flite;

/// <summary>How loud flite's clustergen voices are about to say each phone: they plan the spectra of all frames before the first of them sounds.</summary>
internal static unsafe class FlitePowers
{
    /// <summary>Of flite's vocoder at 16 kHz.</summary>
    private const double Alpha = 0.42;
    private const double SampleRate = 16_000;

    /// <summary>Values of a frame: two of pitch, then mean and deviation of each coefficient of the spectrum and as many of their changes.</summary>
    private const int PitchChannels = 2;
    private const int ChannelsPerCoefficient = 4;

    private const int Coefficients = 25;
    private const int Channels = PitchChannels + (ChannelsPerCoefficient * Coefficients);

    /// <summary>The mean square of the sound of a stretch of time, in a unit of its own; 0 where the voice plans no such frames.</summary>
    /// <param name="flite">The library.</param>
    /// <param name="utterance">Of which the first samples have come.</param>
    /// <param name="start">Seconds.</param>
    /// <param name="end">Seconds.</param>
    public static double Of(FliteLibrary flite, nint utterance, float start, float end)
    {
        var track = flite.Track(utterance);
        if (track == null || track->Channels != Channels)
        {
            return 0;
        }

        Span<double> cepstrum = stackalloc double[Coefficients];
        var (power, frames) = (0.0, 0);
        for (var frame = 0; frame < track->Count && track->Times[frame] < end; frame++)
        {
            if (track->Times[frame] < start)
            {
                continue;
            }

            for (var coefficient = 0; coefficient < Coefficients; coefficient++)
            {
                cepstrum[coefficient] = track->Frames[frame][PitchChannels + (2 * coefficient)];
            }

            power += MelCepstrum.Power(cepstrum, Alpha, SampleRate, track->Frames[frame][0]);
            frames++;
        }

        return power / Math.Max(1, frames);
    }
}
