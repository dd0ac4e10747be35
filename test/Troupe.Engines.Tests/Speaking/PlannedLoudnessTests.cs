using Troupe.Conversation.Acting;
using Troupe.Conversation.Speaking;

namespace Troupe.Engines.Tests.Speaking;

/// <summary>Voices that stream know how loud each vowel will be before they have made it.</summary>
[Trait("Category", "fast")]
public sealed class PlannedLoudnessTests
{
    private static readonly string[] Sentences =
    [
        "Hello there, my name is Alice, and I can answer questions about the museum.",
        "Would you like to see the large hall first, or the small one?",
        "Bob made a terrible map by the lamp, and nobody found it.",
    ];

    /// <summary>flite's voices plan means that they smooth before they sound, so that they come less close.</summary>
    [Theory]
    [InlineData("hts-slt", 1, 0, 0.95)]
    [InlineData("hts-slt", 1.4, 3, 0.95)]
    [InlineData("flite-rms", 1, 0, 0.75)]
    [InlineData("flite-rms", 0.8, -2, 0.75)]
    [InlineData("flite-slt", 1, 0, 0.5)]
    public async Task A_voice_tells_beforehand_how_loud_its_vowels_will_be(string id, double speed, double pitch, double likeness)
    {
        List<(double Told, double Heard)> vowels = [];
        foreach (var text in Sentences)
        {
            var spoken = await Spoken.By(Embedded.Voices.Get(id), text, new SpeakingStyle { Speed = speed, Pitch = pitch });
            var heard = VowelLoudness.Measure([.. spoken.Phonemes.Select(phoneme => phoneme with { Loudness = null })], spoken.Samples, spoken.Format);
            spoken.Phonemes.Select(phoneme => phoneme.Loudness.HasValue).ShouldBe(heard.Select(phoneme => phoneme.Loudness.HasValue));
            vowels.AddRange(spoken.Phonemes.Zip(heard).Where(pair => pair.Second.Loudness is not null).Select(pair => (pair.First.Loudness!.Value, pair.Second.Loudness!.Value)));
        }

        vowels.Count.ShouldBeGreaterThan(35);
        Correlation(vowels).ShouldBeGreaterThan(likeness);
    }

    private static double Correlation(List<(double Told, double Heard)> pairs)
    {
        var (told, heard) = (pairs.Average(pair => pair.Told), pairs.Average(pair => pair.Heard));
        return pairs.Sum(pair => (pair.Told - told) * (pair.Heard - heard))
            / Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.Told - told, 2)) * pairs.Sum(pair => Math.Pow(pair.Heard - heard, 2)));
    }
}
