using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;
using Troupe.Engines.Flite;
using Troupe.Engines.Hts;
using Troupe.Engines.Speaking;
using Troupe.Engines.Tests.Speaking;

namespace Troupe.Engines.Tests.Hts;

[Trait("Category", "fast")]
public sealed class HtsEngineTests
{
    private static readonly string VoiceFile = new EmbeddedVoicesOptions().HtsVoice;

    [Fact]
    public void Makes_frame_by_frame_the_samples_that_hts_engine_makes_in_one_piece()
    {
        using var engine = new HtsEngine(VoiceFile);
        var labels = HtsLabels.Write(FliteAnalyzer.Analyze(FliteVoice.Register("slt"), FliteText.From("she had your dark suit, in greasy wash water, all year.")));

        var samples = engine.Plan(labels, speed: 1, halfTones: 0).Sum();
        engine.Shape();
        List<double> streamed = [];
        var frame = new double[engine.FramePeriod];
        while (engine.TryVocode(frame))
        {
            streamed.AddRange(frame);
        }

        engine.Plan(labels, speed: 1, halfTones: 0);
        var whole = engine.VocodeWhole();

        streamed.Count.ShouldBe(samples);
        streamed.SequenceEqual(whole).ShouldBeTrue();
    }

    [Fact]
    public async Task Speaks_the_same_samples_every_time()
    {
        var voice = Embedded.Voices.Get("hts-slt");
        var style = new SpeakingStyle { Speed = 1.1, Pitch = 1 };

        var spoken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Spoken.By(voice, "The same words, always the same sound.", style)));

        spoken.ShouldAllBe(other => other.Samples.SequenceEqual(spoken[0].Samples));
    }

    [Fact]
    public async Task Forgets_the_style_of_the_phrase_before()
    {
        var voice = Embedded.Voices.Get("hts-slt");
        var before = await Spoken.By(voice, "How do you do?");
        await Spoken.By(voice, "How do you do?", new SpeakingStyle { Speed = 2, Pitch = 7, Volume = 6 });

        (await Spoken.By(voice, "How do you do?")).Samples.SequenceEqual(before.Samples).ShouldBeTrue();
    }

    [Fact]
    public async Task Gives_its_engine_back_when_it_is_abandoned()
    {
        using var voice = new HtsSynthesizer(VoiceFile, static () => FliteVoice.Register("slt"));
        var text = string.Join(' ', Enumerable.Repeat("one two three four five six seven eight nine ten,", 12));
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, text), SpeakingStyle.Neutral, CancellationToken.None))
        {
            voice.Busy.ShouldBe(1);
            break;
        }

        SpinWait.SpinUntil(() => voice.Busy == 0, TimeSpan.FromSeconds(5)).ShouldBeTrue();
    }

    [Fact]
    public async Task Starts_at_once_and_ends_soon_where_a_sentence_goes_on()
    {
        var voice = Embedded.Voices.Get("hts-slt");
        var open = await Spoken.By(voice, "and then we");
        var closed = await Spoken.By(voice, "and then we.");

        open.Phonemes[0].ShouldSatisfyAllConditions(
            static pause => pause.Ipa.ShouldBe(""),
            static pause => pause.Duration.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(25)));
        open.Phonemes[^1].Duration.ShouldBe(TimeSpan.FromMilliseconds(40));
        closed.Phonemes[^1].Duration.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(100));
    }
}
