using Troupe.Conversation.Audio;

namespace Troupe.Testing.Scenarios;

/// <summary>What the person of a scenario says, as sound for scripted engines and as words for <see cref="ScenarioRecognizer"/>.</summary>
/// <param name="Samples">The sound.</param>
/// <param name="Voices">The stretches of voice in it, each with its word, or null for a sound that is none.</param>
internal sealed record ScenarioSound(ReadOnlyMemory<short> Samples, IReadOnlyList<(TimeSpan Duration, string? Word)> Voices)
{
    private static readonly TimeSpan Word = TimeSpan.FromMilliseconds(300);

    public string Text => string.Join(' ', Voices.Select(voice => voice.Word).OfType<string>());

    /// <summary>Words of 300 ms; <c>(400ms)</c> is a pause.</summary>
    public static ScenarioSound Say(string text, AudioFormat format)
    {
        var samples = new List<short>();
        var voices = new List<(TimeSpan, string?)>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is ['(', .. var pause, ')'] && Duration.Parse(pause) is { } silence)
            {
                samples.AddRange(ScriptedSound.Silence(format, silence));
                continue;
            }

            samples.AddRange(ScriptedSound.Voice(format, Word));
            voices.Add((Word, word));
        }

        return new ScenarioSound(samples.ToArray(), voices);
    }

    /// <summary>A sound that is loud but no word.</summary>
    public static ScenarioSound Noise(TimeSpan duration, AudioFormat format) =>
        new(ScriptedSound.Voice(format, duration), [(duration, null)]);
}
