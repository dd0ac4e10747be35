using Troupe.Conversation.Speaking;

namespace Troupe.Engines.Tests.Speaking;

[Trait("Category", "fast")]
public sealed class SpeakingStyleTests
{
    private const string Sentence = "We were away a year ago, and nobody knew where we all had been.";

    [Theory]
    [InlineData("hts-slt")]
    [InlineData("flite-rms")]
    [InlineData("flite-slt")]
    public async Task Speed_changes_the_duration(string id)
    {
        var voice = Embedded.Voices.Get(id);
        var usual = await Spoken.By(voice, Sentence);

        ((await Spoken.By(voice, Sentence, new SpeakingStyle { Speed = 2 })).Duration / usual.Duration).ShouldBeInRange(0.42, 0.65);
        ((await Spoken.By(voice, Sentence, new SpeakingStyle { Speed = 0.5 })).Duration / usual.Duration).ShouldBeInRange(1.7, 2.2);
    }

    [Theory]
    [InlineData("hts-slt")]
    [InlineData("flite-rms")]
    [InlineData("flite-slt")]
    public async Task Pitch_moves_the_fundamental(string id)
    {
        var voice = Embedded.Voices.Get(id);
        var usual = (await Spoken.By(voice, Sentence)).Pitch();

        usual.ShouldBeInRange(80, 260);
        ((await Spoken.By(voice, Sentence, new SpeakingStyle { Pitch = 5 })).Pitch() / usual).ShouldBe(Math.Pow(2, 5 / 12.0), 0.1);
        ((await Spoken.By(voice, Sentence, new SpeakingStyle { Pitch = -3 })).Pitch() / usual).ShouldBe(Math.Pow(2, -3 / 12.0), 0.07);
    }

    [Theory]
    [InlineData("hts-slt")]
    [InlineData("flite-rms")]
    [InlineData("flite-slt")]
    public async Task Volume_changes_the_loudness_and_never_clips(string id)
    {
        var voice = Embedded.Voices.Get(id);
        var usual = (await Spoken.By(voice, Sentence)).Loudness;
        var loud = await Spoken.By(voice, Sentence, new SpeakingStyle { Volume = 12 });

        ((await Spoken.By(voice, Sentence, new SpeakingStyle { Volume = -12 })).Loudness / usual).ShouldBe(0.25, 0.02);
        (loud.Loudness / usual).ShouldBeInRange(2.5, 4.0);
        loud.Samples.Max(static sample => Math.Abs((int)sample)).ShouldBeLessThanOrEqualTo(short.MaxValue);
    }

    [Fact]
    public async Task Voices_are_about_as_loud_as_each_other()
    {
        string[] sentences = ["Hello, how can I help you today?", "It costs five dollars per month.", "Take the second street on the left, then go straight on.", "She sells sea shells by the sea shore."];
        foreach (var id in Embedded.Voices.Ids)
        {
            var spoken = await Task.WhenAll(sentences.Select(sentence => Spoken.By(Embedded.Voices.Get(id), sentence)));
            var loudness = Math.Sqrt(spoken.SelectMany(static phrase => phrase.Samples).Average(static sample => (double)sample * sample));
            (20 * Math.Log10(loudness / short.MaxValue)).ShouldBeInRange(-22, -18, id);
        }
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(2.01)]
    [InlineData(double.NaN)]
    public void Refuses_a_speed_out_of_range(double speed) => Should.Throw<ArgumentOutOfRangeException>(() => new SpeakingStyle { Speed = speed });

    [Theory]
    [InlineData(-12.5)]
    [InlineData(13)]
    [InlineData(double.NaN)]
    public void Refuses_a_pitch_out_of_range(double pitch) => Should.Throw<ArgumentOutOfRangeException>(() => new SpeakingStyle { Pitch = pitch });

    [Theory]
    [InlineData(-25)]
    [InlineData(12.5)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_a_volume_out_of_range(double volume) => Should.Throw<ArgumentOutOfRangeException>(() => new SpeakingStyle { Volume = volume });
}
