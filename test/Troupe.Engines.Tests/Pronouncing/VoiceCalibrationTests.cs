using Troupe.Conversation.Acting.Calibrating;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Speaking;

namespace Troupe.Engines.Tests.Pronouncing;

/// <summary>Calibration with a real voice that the network was not trained on, real pronunciations and few steps.</summary>
[Trait("Category", "process")]
public sealed class VoiceCalibrationTests
{
    private static readonly EmbeddedVoicesOptions Voices = new();

    [Fact]
    public async Task Hears_a_voice_better_after_it_has_learned_it()
    {
        var calibration = await AddAsync(VoiceCalibration.LeastSentences, static text => text, steps: 12);
        calibration.Sentences.ShouldBe(VoiceCalibration.LeastSentences);
        var steps = new List<int>();

        var learned = calibration.Learn((done, all) => steps.Add(all - done), TestContext.Current.CancellationToken);

        learned.IsBetter.ShouldBeTrue();
        learned.After.ShouldBeGreaterThan(learned.Before + 0.02);
        steps.ShouldBe(Enumerable.Range(0, calibration.AllSteps).Reverse());
        LipModel.Read(learned.Weights).LookAhead.ShouldBe(LipModel.Default.LookAhead);
    }

    [Fact]
    public async Task Leaves_out_what_is_not_said_and_refuses_to_learn_from_too_little()
    {
        var calibration = await AddAsync(2, static _ => "Nineteen hundred elephants organised the yearly orchestra in Yorkshire without a single violin.", steps: 12);

        calibration.Sentences.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => calibration.Learn((_, _) => { }, TestContext.Current.CancellationToken)).Message.ShouldContain("16 sentences at least; 0 fit");
    }

    private static async Task<VoiceCalibration> AddAsync(int sentences, Func<string, string> text, int steps)
    {
        using var voices = new EmbeddedVoices(Voices);
        var (voice, calibration) = (voices.Get("flite-slt"), new VoiceCalibration(LipModel.Default, EmbeddedPronouncer.Open(new EngineOptions()), steps));
        foreach (var sentence in VoiceCalibration.Texts.Take(sentences))
        {
            calibration.Add(text(sentence), (await voice.SayAsync(sentence, TestContext.Current.CancellationToken)).Sound);
        }

        return calibration;
    }
}
