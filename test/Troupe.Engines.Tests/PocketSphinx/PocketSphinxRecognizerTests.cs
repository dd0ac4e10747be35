using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Engines.PocketSphinx;
using Troupe.Engines.Tests.Conformance;

namespace Troupe.Engines.Tests.PocketSphinx;

[Trait("Category", "process")]
public sealed class PocketSphinxRecognizerTests : RecognizerConformance
{
    private static readonly Lazy<(PocketSphinxRecognizer? Recognizer, EngineFinding Finding)> Opened =
        new(() => (PocketSphinxRecognizer.TryOpen(new PocketSphinxOptions { MaxDecoders = 2 }, TimeProvider.System, null, out var finding), finding));

    protected override (string Text, short[] Sound) First => Spoken("what time does the store open tomorrow");

    protected override (string Text, short[] Sound) Second => ("go forward ten meters", SpokenSentence.Recording("goforward.raw"));

    /// <summary>Its word error rate on clear synthetic speech is 12 %: about one word of such a sentence.</summary>
    protected override int MostWordErrors => 1;

    protected override ISpeechRecognizer Recognizer(params string[] texts) => Real;

    private static PocketSphinxRecognizer Real
    {
        get
        {
            Assert.SkipWhen(Opened.Value.Recognizer is null, $"{Opened.Value.Finding.Detail} {Opened.Value.Finding.Cure}");
            return Opened.Value.Recognizer!;
        }
    }

    [Fact]
    public void Says_what_it_is_good_for()
    {
        Real.Description.Note.ShouldBe("Demo grade, English only, fails in noise.");
        Opened.Value.Finding.ShouldSatisfyAllConditions(
            finding => finding.Part.ShouldBe("recognizer"),
            finding => finding.Found.ShouldBeTrue(),
            finding => finding.Detail.ShouldBe("libpocketsphinx.so.3 with /usr/share/pocketsphinx/model/en-us, 1 of at most 2 decoders made; Demo grade, English only, fails in noise."),
            finding => finding.Cure.ShouldBeNull());
    }

    [Fact]
    public async Task Understands_a_person()
    {
        (await UnderstandAsync(Real, SpokenSentence.Recording("goforward.raw"))).ShouldBe("go forward ten meters");
    }

    [Theory]
    [InlineData("Could you show me the, um,", "um")]
    [InlineData("Does the train stop at, uh,", "uh")]
    [InlineData("There should be a, um,", "um")]
    [InlineData("Will there be a, uh,", "uh")]
    [InlineData("Can I have the, um,", "um")]
    public async Task Hears_at_the_end_of_what_was_said_so_far_that_somebody_hesitates(string text, string hesitation)
    {
        await using var recognition = await Real.OpenAsync(Stop);
        var partials = ReadPartialsAsync(recognition);
        Say(recognition, SpokenSentence.Of(text));

        (await recognition.FinishAsync(Stop)).Text.Split(' ')[^1].ShouldBe(hesitation);
        (await partials)[^1].Text.Split(' ')[^1].ShouldBe(hesitation);
    }

    [Theory]
    [InlineData("Is there a table near the window?")]
    [InlineData("Which train goes to the airport?")]
    [InlineData("I would like to buy a lamp.")]
    [InlineData("Where is the harbor from here?")]
    public async Task Hears_no_hesitation_where_there_is_none(string text)
    {
        var heard = await UnderstandAsync(Real, SpokenSentence.Of(text));

        heard.ShouldNotBeEmpty();
        heard.Split(' ').Intersect(["um", "uh"]).ShouldBeEmpty(heard);
    }

    [Fact]
    public async Task Understands_the_same_whoever_spoke_before()
    {
        var recording = SpokenSentence.Recording("librivox/sense_and_sensibility_01_austen_64kb-0870.wav")[..40_000];
        using var alone = Open(new PocketSphinxOptions { MaxDecoders = 1, Profile = DecoderProfile.Fast });
        var fresh = await UnderstandAsync(alone, recording);
        fresh.ShouldNotBeEmpty();

        (await UnderstandAsync(alone, First.Sound)).ShouldNotBeEmpty();

        (await UnderstandAsync(alone, recording)).ShouldBe(fresh);
    }

    [Fact]
    public async Task Refuses_one_more_speaker_than_it_has_decoders_for_and_serves_the_next_when_one_is_free()
    {
        using var recognizer = Open(new PocketSphinxOptions { WarmDecoders = 0, MaxDecoders = 1, WaitForDecoder = TimeSpan.FromMilliseconds(20), Profile = DecoderProfile.Fast });
        recognizer.Pool.Made.ShouldBe(0);
        var only = await recognizer.OpenAsync(Stop);
        recognizer.Pool.Made.ShouldBe(1);

        var refused = await Should.ThrowAsync<EngineException>(async () => await recognizer.OpenAsync(Stop));

        refused.Transient.ShouldBeTrue();
        refused.Message.ShouldBe("All 1 decoders of pocketsphinx are busy.");
        await only.DisposeAsync();
        recognizer.Pool.Free.ShouldBe(1);
        await (await recognizer.OpenAsync(Stop)).DisposeAsync();
        recognizer.Pool.Made.ShouldBe(1);
    }

    [Fact]
    public async Task Waits_for_a_decoder_that_is_about_to_be_free()
    {
        using var recognizer = Open(new PocketSphinxOptions { MaxDecoders = 1, WaitForDecoder = TimeSpan.FromSeconds(30), Profile = DecoderProfile.Fast });
        var first = await recognizer.OpenAsync(Stop);

        var waiting = recognizer.OpenAsync(Stop).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();

        await (await waiting).DisposeAsync();
    }

    [Fact]
    public async Task Fails_rather_than_losing_words_when_it_falls_far_behind()
    {
        using var recognizer = Open(new PocketSphinxOptions { MaxDecoders = 1, MaxBacklog = TimeSpan.FromSeconds(1), Profile = DecoderProfile.Fast });
        await using var recognition = await recognizer.OpenAsync(Stop);
        Say(recognition, [.. First.Sound, .. First.Sound, .. First.Sound, .. First.Sound]);

        var failure = await Should.ThrowAsync<EngineException>(async () => await recognition.FinishAsync(Stop));

        failure.Message.ShouldBe("pocketsphinx fell 1 s behind the speaker.");
        failure.Transient.ShouldBeTrue();
    }

    [Fact]
    public async Task Never_waits_for_the_decoder_when_sound_comes_in()
    {
        await using var recognition = await Real.OpenAsync(Stop);
        var sound = First.Sound;
        var before = TimeProvider.System.GetTimestamp();

        Say(recognition, sound);

        // Decoding takes a fifth of the sound's duration at best; handing it over takes microseconds.
        TimeProvider.System.GetElapsedTime(before).ShouldBeLessThan(AudioFormat.Hearing.Duration(sound.Length) / 10);
    }

    [Fact]
    public async Task Takes_no_sound_after_the_end()
    {
        await using var recognition = await Real.OpenAsync(Stop);
        Say(recognition, First.Sound);
        var transcript = await recognition.FinishAsync(Stop);

        Say(recognition, Second.Sound);

        (await recognition.FinishAsync(Stop)).ShouldBe(transcript);
    }

    [Fact]
    public async Task Guesses_as_it_goes_when_it_has_no_pass_at_the_end()
    {
        using var recognizer = Open(new PocketSphinxOptions { MaxDecoders = 1, Profile = DecoderProfile.Fast });
        await using var recognition = await recognizer.OpenAsync(Stop);
        Say(recognition, First.Sound);

        var guess = await recognition.GuessAsync(Stop).ShouldNotBeNull();

        WordErrors.Between(First.Text, guess.Text).ShouldBeLessThanOrEqualTo(2);
        (await recognition.FinishAsync(Stop)).Text.ShouldBe(guess.Text);
    }

    [Fact]
    public async Task Leaves_nobody_waiting_for_a_guess_of_an_abandoned_recognition()
    {
        using var recognizer = Open(new PocketSphinxOptions { MaxDecoders = 1, Profile = DecoderProfile.Fast });
        var recognition = await recognizer.OpenAsync(Stop);
        Say(recognition, First.Sound);
        var guess = recognition.GuessAsync(Stop).ShouldNotBeNull().AsTask();

        await recognition.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await guess);
    }

    [Fact]
    public void Says_what_is_missing_and_how_to_cure_it()
    {
        _ = Real;

        PocketSphinxRecognizer.TryOpen(new PocketSphinxOptions { ModelFolder = "/nowhere" }, TimeProvider.System, null, out var finding).ShouldBeNull();

        finding.ShouldBe(new EngineFinding(
            "recognizer", "pocketsphinx", Found: false, "The model's en-us/mdef is not in /nowhere.", "apt-get install libpocketsphinx3 libsphinxbase3 pocketsphinx-en-us"));
    }

    private static PocketSphinxRecognizer Open(PocketSphinxOptions options)
    {
        _ = Real;
        return PocketSphinxRecognizer.TryOpen(options, TimeProvider.System, null, out var finding) ?? throw new InvalidOperationException(finding.Detail);
    }

    private static (string Text, short[] Sound) Spoken(string text) => (text, SpokenSentence.Of(text));

    private static async Task<string> UnderstandAsync(PocketSphinxRecognizer recognizer, short[] sound)
    {
        await using var recognition = await recognizer.OpenAsync(Stop);
        Say(recognition, sound);
        return (await recognition.FinishAsync(Stop)).Text;
    }
}
