using Troupe.Conversation.Audio;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.People;

/// <summary>What a person says in one go.</summary>
/// <param name="Samples">The sound, marked.</param>
/// <param name="Sounds">What it consists of, pauses left out.</param>
internal sealed record Speech(ReadOnlyMemory<short> Samples, IReadOnlyList<SpokenSound> Sounds)
{
    public string Text => string.Join(' ', Sounds.Select(sound => sound.Kind is SoundKind.Word ? sound.Text : sound.Kind is SoundKind.Fragment ? sound.Text : $"({sound.Text})"));
}

/// <summary>A person who says what a script has, as people do: no word as long as the last. Draws what the recogniser makes of it too, so that it does not depend on what happens.</summary>
/// <param name="person">How the person speaks.</param>
/// <param name="recognizer">How well it is understood.</param>
/// <param name="script">Takes what was said.</param>
/// <param name="random">What varies.</param>
internal sealed class Speaker(ScenarioPerson person, ScenarioRecognizer recognizer, SpokenScript script, Random random)
{
    private static readonly string[] Mistaken = ["four", "there", "sea", "write", "won", "hour", "flower", "weather", "meet", "plain"];

    private readonly double _misheard = MisheardIn(person);

    /// <summary>
    /// Says a text. Words; <c>(400ms)</c> is a pause; <c>(cough)</c>, <c>(laugh)</c>, <c>(breath)</c>, <c>(click)</c>, <c>(noise)</c> are sounds, longer or shorter with a
    /// duration such as <c>(cough 500ms)</c>; <c>um(800ms)</c> is a drawn-out word; <c>tick-</c> breaks off.
    /// </summary>
    /// <exception cref="ScenarioException">Something in parentheses is none of these.</exception>
    public Speech Say(string text, TimeSpan? pace, AudioFormat format)
    {
        var samples = new List<short>();
        var sounds = new List<SpokenSound>();
        foreach (var part in SpeechPart.Of(text))
        {
            if (part.Kind is not { } kind)
            {
                samples.AddRange(new short[Whole(format.Samples(part.Duration!.Value))]);
                continue;
            }

            var length = Whole(format.Samples(part.Duration ?? Vary(part.Usual(pace ?? person.Pace))));
            var sound = Understand(new SpokenSound(kind, part.Text, format.Duration(length)) { At = format.Duration(samples.Count) });
            var number = script.Add(sound);
            var voice = Room.Voice(length, number);
            Room.Shape(voice, person.Gain);
            SoundMark.Write(voice, number);
            samples.AddRange(voice);
            sounds.Add(sound);
        }

        return new Speech(samples.ToArray(), sounds);
    }

    private TimeSpan Vary(TimeSpan duration) => duration * (1 + (person.Variation * ((2 * random.NextDouble()) - 1)));

    private static int Whole(int samples) => Math.Max(1, (samples + (SoundMark.Samples / 2)) / SoundMark.Samples) * SoundMark.Samples;

    private SpokenSound Understand(SpokenSound sound)
    {
        // Always the same number of draws, so that one change of a script leaves the rest of it as it was.
        var (misheard, corrected, inFinal, wrong) = (random.NextDouble(), random.NextDouble(), random.NextDouble(), Mistaken[random.Next(Mistaken.Length)]);
        switch (sound.Kind)
        {
            case SoundKind.Word:
                var understood = misheard < Math.Max(recognizer.Misheard, _misheard) ? wrong : sound.Text;
                return sound with { Understood = understood, FirstUnderstood = corrected < recognizer.Corrected ? wrong : understood };
            case SoundKind.Cough or SoundKind.Laugh or SoundKind.Noise when misheard < recognizer.FalseWords:
                // With the whole stretch in view the recogniser thinks better of it every other time.
                return sound with { Understood = inFinal < 0.5 ? recognizer.FalseWord : null, FirstUnderstood = recognizer.FalseWord };
            default:
                return sound;
        }
    }

    /// <summary>Share of words that are wrong because of how they reach the recogniser.</summary>
    private static double MisheardIn(ScenarioPerson person)
    {
        // Word error rates of pocketsphinx with its generic model, of a voice in pink noise: 17 % at 20 dB, 84 % at 10 dB, 96 % at 5 dB; straight lines between.
        var noise = person.SignalToNoise switch
        {
            null or >= 25 => 0,
            >= 20 and var db => 0.17 * (25 - db) / 5,
            >= 10 and var db => 0.17 + (0.67 * (20 - db) / 10),
            >= 5 and var db => 0.84 + (0.12 * (10 - db) / 5),
            _ => 0.96,
        };
        return Math.Max(noise, Room.ClippedShare(person.Gain) / 2);
    }
}
