using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;

namespace Troupe.Testing;

/// <summary>Hears a voice in every window that is louder than <see cref="ScriptedSound.VoiceLevel"/>. Windows are as Silero's: 512 samples at 16 kHz.</summary>
public sealed class ScriptedVoiceActivity : IVoiceActivityModel
{
    /// <summary>The probability of a loud window.</summary>
    public const float Voiced = 0.98f;

    /// <summary>The probability of a quiet window.</summary>
    public const float Silent = 0.01f;

    /// <inheritdoc/>
    public EngineDescription Description { get; } = new("scripted", "1", "Apache-2.0", "For tests: what is loud is a voice.");

    /// <inheritdoc/>
    public IVoiceActivityDetector Open() => new Detector();

    private sealed class Detector : IVoiceActivityDetector
    {
        private readonly short[] _samples = new short[512];

        public AudioFormat Format => AudioFormat.Hearing;

        public int WindowSamples => _samples.Length;

        public float Detect(ReadOnlySpan<float> window)
        {
            if (window.Length != _samples.Length)
            {
                throw new ArgumentException($"A window has {_samples.Length} samples, not {window.Length}.", nameof(window));
            }

            Pcm.FromFloat(window, _samples);
            return Pcm.Level(_samples) > ScriptedSound.VoiceLevel ? Voiced : Silent;
        }

        public void Reset()
        {
            // Windows are judged one by one: there is nothing to forget.
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
