using Troupe.Conversation.Audio;

namespace Troupe.Testing;

/// <summary>Sound for scripted engines: what is loud is a voice.</summary>
public static class ScriptedSound
{
    /// <summary>Sound louder than this, in dBFS, is a voice to <see cref="ScriptedVoiceActivity"/> and <see cref="ScriptedRecognizer"/>.</summary>
    public const double VoiceLevel = -40;

    /// <summary>A voice: a tone of 220 Hz at -13 dBFS.</summary>
    public static short[] Voice(AudioFormat format, TimeSpan duration)
    {
        var samples = new short[format.Samples(duration)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)Math.Round(10_000 * Math.Sin(2 * Math.PI * 220 * i / format.SampleRate));
        }

        return samples;
    }

    /// <summary>Silence.</summary>
    public static short[] Silence(AudioFormat format, TimeSpan duration) => new short[format.Samples(duration)];
}
