using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>What a listener tells of the judgements of a model that hears pauses, and which sound that gets.</summary>
[Trait("Category", "fast")]
public sealed class JudgementTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _judged = [];

    [Fact]
    public void Tells_what_the_model_makes_of_a_pause()
    {
        var model = new ScriptedTurnModel(_time, 0.9);
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        // The third silent window ends at 416 ms, its packet comes at 420, and the model takes 30.
        _judged.ShouldBe(["450 judged 0.9"]);
        model.Judged.ShouldBe([Milliseconds(416)]);
    }

    [Fact]
    public void Has_the_whole_turn_judged_in_each_of_its_pauses_and_nothing_of_the_turn_before()
    {
        var model = new ScriptedTurnModel(_time, 0.1, 0.7, 0.8);
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
            await microphone.SilenceAsync(1280);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        // The third begins with the pre-roll of 300 ms: ten windows of 32 ms.
        _judged.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldBe(["judged 0.1", "judged 0.7", "judged 0.8"]);
        model.Judged.ShouldBe([Milliseconds(416), Milliseconds(1056), Milliseconds(320 + 416)]);
    }

    [Fact]
    public void Has_no_more_sound_judged_than_the_model_looks_at()
    {
        var model = new ScriptedTurnModel(_time, 0.9);
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(9_600);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        model.Judged.ShouldBe([model.Window]);
    }

    [Fact]
    public void Gives_the_model_the_rate_that_it_takes()
    {
        var model = new ScriptedTurnModel(_time, 0.9) { Format = new AudioFormat(8_000) };
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        // All but what the resampler needs from after the end: 6 ms.
        model.Judged.ShouldHaveSingleItem().TotalMilliseconds.ShouldBe(410, 1);
        _judged.ShouldBe(["450 judged 0.9"]);
    }

    [Fact]
    public void Never_tells_a_judgement_of_a_pause_after_which_the_voice_went_on()
    {
        var model = new ScriptedTurnModel(_time, 0.9, 0.2) { Takes = Milliseconds(100) };
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(128);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        model.Judged.Count.ShouldBe(2);
        _judged.ShouldHaveSingleItem().ShouldEndWith(" judged 0.2");
    }

    [Fact]
    public void Never_tells_a_judgement_of_a_turn_that_is_over()
    {
        var model = new ScriptedTurnModel(_time, 0.9) { Takes = Milliseconds(100) };
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(128);
            await listener.FinishAsync(default);
            await microphone.SilenceAsync(320);
        });

        model.Judged.Count.ShouldBe(1);
        _judged.ShouldBeEmpty();
    }

    [Fact]
    public void Does_not_have_a_voice_judged_that_nobody_recognises_any_more()
    {
        var model = new ScriptedTurnModel(_time, 0.9);
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await listener.AbandonAsync();
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
        });

        model.Judged.ShouldBeEmpty();
    }

    [Fact]
    public void Says_nothing_of_a_pause_in_which_the_model_fails_and_asks_again_in_the_next()
    {
        var model = new ScriptedTurnModel(_time, double.NaN, 0.6);
        Run(model, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            (await listener.FinishAsync(default)).Text.ShouldBe("how are you");
        });

        _judged.ShouldBe(["1090 judged 0.6"]);
    }

    private static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private void Run(ITurnModel model, Func<Listener, Microphone, Task> test) => _time.Listen(
        () => new Listener(
            new ScriptedVoiceActivity(), new ScriptedRecognizer(_time, "how are you", "fine"), AudioFormat.Hearing, new MediaClock(_time), new HearingOptions(), model),
        AudioFormat.Hearing,
        test,
        heard => heard is EndJudged judged ? FormattableString.Invariant($"judged {judged.Probability}") : null,
        _judged);
}
