using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing.People;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>Hears the voices of a scenario as Silero hears voices: in windows of 32 ms, a little longer than they last, and noise not at all.</summary>
internal sealed class CastVoiceActivity(ScenarioVoiceActivity options, SpokenScript script) : IVoiceActivityModel
{
    private const int Window = 512;

    public EngineDescription Description { get; } = new("scenario", "1", "Apache-2.0", "Hears who speaks in a scenario.");

    public IVoiceActivityDetector Open() => new Detector(script, Windows(options.Hangover), Windows(options.Onset));

    private static int Windows(TimeSpan duration) => (int)Math.Ceiling(duration / AudioFormat.Hearing.Duration(Window));

    private sealed class Detector(SpokenScript script, int hangover, int onset) : IVoiceActivityDetector
    {
        private readonly short[] _samples = new short[Window];
        private int _voiced;
        private (float Probability, int Windows) _fading;

        public AudioFormat Format => AudioFormat.Hearing;

        public int WindowSamples => Window;

        public float Detect(ReadOnlySpan<float> window)
        {
            Pcm.FromFloat(window, _samples);
            var voicing = 0f;
            for (var from = 0; from < Window; from += SoundMark.Samples)
            {
                if (SoundMark.TryRead(_samples.AsSpan(from, SoundMark.Samples), out var number, out _) && script.Find(number) is { } sound)
                {
                    voicing = Math.Max(voicing, sound.Voicing);
                }
            }

            if (voicing > 0)
            {
                _fading = (voicing, hangover);
                return _voiced++ < onset ? ScriptedVoiceActivity.Silent : voicing;
            }

            _voiced = 0;
            return _fading.Windows-- > 0 ? _fading.Probability : ScriptedVoiceActivity.Silent;
        }

        public void Reset() => (_voiced, _fading) = (0, default);

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
