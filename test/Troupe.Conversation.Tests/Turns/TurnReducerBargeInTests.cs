using Troupe.Contracts;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>A voice over the presenter's.</summary>
[Trait("Category", "fast")]
public sealed class TurnReducerBargeInTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(600);
    private TurnReducer _reducer = new(new TurnPolicy());
    private TurnState _state = new();

    [Fact]
    public void Gets_quieter_at_once()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000))).ShouldBe([new TurnEffect.ReportVoice(Speaking: true), new TurnEffect.DuckClient(1, new Epoch(1))]);
        _state.Phase.ShouldBe(ConversationState.Speaking);
    }

    [Fact]
    public void Gets_louder_again_when_it_was_nothing()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3230, new TurnFact.VoiceWentOn(Time(3230))).ShouldBeEmpty();
        At(3330, new TurnFact.VoicePaused(Time(3230), Wait)).ShouldBeEmpty();
        At(3360, new TurnFact.TranscriptGuessed("the", Wait, InterjectionKind.Nothing)).ShouldBe(
            [new TurnEffect.AbandonRecognition(), new TurnEffect.RestoreClient(1, new Epoch(1))]);
        At(3450, new TurnFact.VoiceEnded(Time(3230), Wait)).ShouldBe([new TurnEffect.ReportVoice(Speaking: false)]);
        _state.Phase.ShouldBe(ConversationState.Speaking);
    }

    [Fact]
    public void Gets_louder_again_when_nobody_says_what_it_was()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3330, new TurnFact.VoicePaused(Time(3230), Wait));
        _state.Deadline.ShouldBe(Time(3830));
        At(3830, new TurnFact.DeadlinePassed()).ShouldBe([new TurnEffect.AbandonRecognition(), new TurnEffect.RestoreClient(1, new Epoch(1))]);
    }

    [Fact]
    public void Stops_for_a_voice_of_a_quarter_second_and_stays_ready_to_go_on()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3249, new TurnFact.VoiceWentOn(Time(3249))).ShouldBeEmpty();
        At(3250, new TurnFact.VoiceWentOn(Time(3250))).ShouldBe(
        [
            new TurnEffect.SuspendTurn(new Epoch(1)),
            new TurnEffect.ClearClient(1, new Epoch(1), Resumable: true),
            new TurnEffect.ReportState(ConversationState.Interrupted, 1),
        ]);
        At(3280, new TurnFact.SpeechCleared(new Epoch(1))).ShouldBeEmpty();
        _state.Deadline.ShouldBe(Time(4450));
    }

    [Fact]
    public void Goes_on_where_it_stopped_when_it_was_a_cough()
    {
        StopOpen();
        At(3280, new TurnFact.SpeechCleared(new Epoch(1)));
        At(3500, new TurnFact.VoicePaused(Time(3400), Wait));
        At(3530, new TurnFact.TranscriptGuessed("", Wait, InterjectionKind.Nothing)).ShouldBe(
        [
            new TurnEffect.AbandonRecognition(),
            new TurnEffect.ResumeTurn(1, new Epoch(2)),
            new TurnEffect.ReportState(ConversationState.Speaking, 1),
        ]);
        At(3540, new TurnFact.AnswerWentOn(new Epoch(1), Audible: true)).ShouldBeEmpty();
        At(6000, new TurnFact.AnswerMade(new Epoch(2), Time(6100))).ShouldBeEmpty();
        At(6110, new TurnFact.PlaybackEnded(new Epoch(2)))[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(2), TurnEndReason.Completed));
    }

    [Fact]
    public void Goes_on_only_once_the_client_is_silent()
    {
        StopOpen();
        At(3400, new TurnFact.VoicePaused(Time(3300), Wait));
        At(3410, new TurnFact.TranscriptGuessed("", Wait, InterjectionKind.Nothing)).ShouldBe([new TurnEffect.AbandonRecognition()]);
        At(3420, new TurnFact.SpeechCleared(new Epoch(1)))[0].ShouldBe(new TurnEffect.ResumeTurn(1, new Epoch(2)));
    }

    [Fact]
    public void Gives_the_floor_to_words()
    {
        StopOpen();
        At(3280, new TurnFact.SpeechCleared(new Epoch(1)));
        At(3700, new TurnFact.PartialHeard("when do you", Wait, InterjectionKind.Words)).ShouldBeEmpty();
        At(4000, new TurnFact.VoicePaused(Time(3900), Wait));
        At(4030, new TurnFact.TranscriptGuessed("when do you open", TimeSpan.FromMilliseconds(200), InterjectionKind.Words)).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted),
            new TurnEffect.ReportPartial(2, "when do you open"),
            new TurnEffect.PrepareTurn(1, "when do you open"),
            new TurnEffect.ReportState(ConversationState.Endpointing, null),
        ]);
        _state.Deadline.ShouldBe(Time(4100));
    }

    [Fact]
    public void Gives_the_floor_to_whoever_talks_on()
    {
        StopOpen();
        At(3280, new TurnFact.SpeechCleared(new Epoch(1)));
        At(4449, new TurnFact.VoiceWentOn(Time(4449))).ShouldBeEmpty();
        At(4450, new TurnFact.DeadlinePassed()).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted),
            new TurnEffect.ReportState(ConversationState.Listening, null),
        ]);
        _state.Voice.ShouldNotBeNull();
    }

    [Fact]
    public void Waits_for_what_a_voice_was_that_fell_silent_in_time()
    {
        StopOpen();
        At(3280, new TurnFact.SpeechCleared(new Epoch(1)));
        At(4440, new TurnFact.VoicePaused(Time(4340), Wait)).ShouldBeEmpty();
        _state.Deadline.ShouldBe(Time(4940));
        At(4450, new TurnFact.DeadlinePassed()).ShouldBeEmpty();
        At(4700, new TurnFact.TranscriptGuessed("but the", Wait, InterjectionKind.Nothing))[1].ShouldBe(new TurnEffect.ResumeTurn(1, new Epoch(2)));
    }

    [Fact]
    public void Gives_the_floor_to_whoever_talks_on_after_a_pause()
    {
        StopOpen();
        At(3280, new TurnFact.SpeechCleared(new Epoch(1)));
        At(4440, new TurnFact.VoicePaused(Time(4340), Wait)).ShouldBeEmpty();
        At(4550, new TurnFact.VoiceWentOn(Time(4550))).ShouldBeEmpty();
        _state.Deadline.ShouldBe(Time(4450));
        At(4551, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.CancelTurn(new Epoch(1)));
    }

    [Fact]
    public void Stops_for_a_word_before_the_quarter_second()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3150, new TurnFact.PartialHeard("stop", Wait, InterjectionKind.Words))[0].ShouldBe(new TurnEffect.SuspendTurn(new Epoch(1)));
    }

    [Fact]
    public void Bears_longer_with_agreement()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3200, new TurnFact.PartialHeard("mhm", Wait, InterjectionKind.Backchannel)).ShouldBeEmpty();
        At(3690, new TurnFact.VoiceWentOn(Time(3690))).ShouldBeEmpty();
        At(3700, new TurnFact.VoiceWentOn(Time(3700)))[0].ShouldBe(new TurnEffect.SuspendTurn(new Epoch(1)));
    }

    [Fact]
    public void Stops_for_a_short_word_that_asks_for_it()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3300, new TurnFact.VoicePaused(Time(3200), Wait));
        At(3320, new TurnFact.TranscriptGuessed("stop", Wait, InterjectionKind.Words)).Take(2).ShouldBe(
            [new TurnEffect.CancelTurn(new Epoch(1)), new TurnEffect.ClearClient(1, new Epoch(1), Resumable: false)]);
        At(3340, new TurnFact.SpeechCleared(new Epoch(1)))[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted));
    }

    [Fact]
    public void Takes_the_question_back_when_the_person_goes_on_before_anything_was_heard()
    {
        Ask("I would like");
        At(1700, new TurnFact.VoiceBegan(Time(1650)));
        At(1800, new TurnFact.PartialHeard("two tickets", Wait, InterjectionKind.Words)).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.ClearClient(1, new Epoch(1), Resumable: false),
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted, TakenBack: true),
            new TurnEffect.ReportPartial(2, "I would like two tickets"),
            new TurnEffect.ReportState(ConversationState.Listening, null),
        ]);
        At(2500, new TurnFact.VoiceEnded(Time(2300), Wait));
        At(2900, new TurnFact.DeadlinePassed());
        At(2950, new TurnFact.TranscriptFinished(2, "two tickets"))
            .ShouldContain(new TurnEffect.StartTurn(2, new Epoch(2), UtteranceKind.Reply, new Question("I would like two tickets", Written: false, Time(2300), Time(2900)), Guess: 1));
    }

    [Theory]
    [InlineData(150, true)]
    [InlineData(250, false)]
    public void Takes_the_question_back_when_the_person_goes_on_too_soon_to_have_reacted(int after, bool takenBack)
    {
        Ask("I would like");
        At(1600, new TurnFact.AnswerWentOn(new Epoch(1), Audible: true));
        At(1700 + after, new TurnFact.VoiceBegan(Time(1600 + after)));
        At(1800 + after, new TurnFact.PartialHeard("two tickets", Wait, InterjectionKind.Words));
        At(1820 + after, new TurnFact.VoiceWentOn(Time(1810 + after)));
        At(1900 + after, new TurnFact.InterruptRequested());
        At(1910 + after, new TurnFact.SpeechCleared(new Epoch(1))).ShouldContain(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted, takenBack));
    }

    [Fact]
    public void Answers_the_question_after_all_when_the_person_did_not_go_on()
    {
        Ask("when do you open");
        At(1700, new TurnFact.VoiceBegan(Time(1650)));
        At(1800, new TurnFact.PartialHeard("cat", Wait, InterjectionKind.Words));
        _state.Phase.ShouldBe(ConversationState.Listening);
        At(2000, new TurnFact.VoicePaused(Time(1900), Wait));
        At(2020, new TurnFact.TranscriptGuessed("", Wait, InterjectionKind.Nothing))
            .ShouldContain(new TurnEffect.StartTurn(2, new Epoch(2), UtteranceKind.Reply, new Question("when do you open", Written: false, Time(800), Time(1400))));
    }

    [Fact]
    public void Takes_no_question_back_whose_answer_can_be_read()
    {
        Ask("I would like");
        At(1600, new TurnFact.AnswerWentOn(new Epoch(1), Audible: false, Read: true));
        At(1700, new TurnFact.VoiceBegan(Time(1650)));
        At(1800, new TurnFact.PartialHeard("two tickets", Wait, InterjectionKind.Words)).ShouldContain(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted));
    }

    [Fact]
    public void Goes_on_thinking_after_a_cough()
    {
        Ask("when do you open");
        At(1700, new TurnFact.VoiceBegan(Time(1600)));
        At(1850, new TurnFact.VoiceWentOn(Time(1850)))[0].ShouldBe(new TurnEffect.SuspendTurn(new Epoch(1)));
        At(2000, new TurnFact.VoicePaused(Time(1900), Wait));
        At(2020, new TurnFact.TranscriptGuessed("", Wait, InterjectionKind.Nothing)).TakeLast(2).ShouldBe(
            [new TurnEffect.ResumeTurn(1, new Epoch(2)), new TurnEffect.ReportState(ConversationState.Thinking, 1)]);
    }

    [Fact]
    public void Stops_at_once_where_it_is_to_be_eager()
    {
        _reducer = new TurnReducer(new TurnPolicy { Reply = BargeInPolicy.Eager });
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)))[1].ShouldBe(new TurnEffect.SuspendTurn(new Epoch(1)));
    }

    [Fact]
    public void Answers_afterwards_what_was_said_over_what_must_be_heard()
    {
        _reducer = new TurnReducer(new TurnPolicy { Reply = BargeInPolicy.Never });
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000))).ShouldBe([new TurnEffect.ReportVoice(Speaking: true)]);
        At(4000, new TurnFact.VoiceWentOn(Time(4000))).ShouldBeEmpty();
        At(4100, new TurnFact.VoicePaused(Time(4000), Wait)).ShouldBeEmpty();
        At(4120, new TurnFact.TranscriptGuessed("when do you open", Wait, InterjectionKind.Words)).ShouldBeEmpty();
        At(4300, new TurnFact.VoiceEnded(Time(4000), Wait)).ShouldBe([new TurnEffect.ReportVoice(Speaking: false)]);
        At(6000, new TurnFact.AnswerMade(new Epoch(1), Time(6100)));
        At(6110, new TurnFact.PlaybackEnded(new Epoch(1)))[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Completed));
        At(6110, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.FinishRecognition(1));
    }

    [Fact]
    public void Stops_for_the_button_whatever_the_policy()
    {
        _reducer = new TurnReducer(new TurnPolicy { Reply = BargeInPolicy.Never });
        Speak();
        At(3000, new TurnFact.InterruptRequested())[0].ShouldBe(new TurnEffect.CancelTurn(new Epoch(1)));
    }

    [Fact]
    public void Answers_no_agreement_that_outlasts_the_answer()
    {
        Speak();
        At(3000, new TurnFact.AnswerMade(new Epoch(1), Time(3100)));
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3110, new TurnFact.PlaybackEnded(new Epoch(1)));
        At(3300, new TurnFact.VoicePaused(Time(3200), Wait));
        At(3320, new TurnFact.TranscriptGuessed("right", Wait, InterjectionKind.Backchannel)).ShouldContain(new TurnEffect.AbandonRecognition());
        _state.Phase.ShouldBe(ConversationState.Listening);
        _state.Deadline.ShouldBeNull();
    }

    [Fact]
    public void Answers_agreement_after_the_stop_button()
    {
        Speak();
        At(3000, new TurnFact.InterruptRequested());
        At(3070, new TurnFact.VoiceBegan(Time(3010)));
        At(3080, new TurnFact.SpeechCleared(new Epoch(1)));
        At(3400, new TurnFact.VoicePaused(Time(3300), Wait));
        At(3420, new TurnFact.TranscriptGuessed("right", Wait, InterjectionKind.Backchannel)).ShouldContain(new TurnEffect.PrepareTurn(1, "right"));
        At(3900, new TurnFact.DeadlinePassed())[^1].ShouldBe(new TurnEffect.FinishRecognition(1));
    }

    [Fact]
    public void Answers_agreement_of_whoever_holds_the_key()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3010)));
        At(3100, new TurnFact.MicrophoneOpened(Hold: true));
        At(3150, new TurnFact.SpeechCleared(new Epoch(1)));
        At(3400, new TurnFact.VoicePaused(Time(3300), Wait));
        At(3420, new TurnFact.TranscriptGuessed("right", Wait, InterjectionKind.Backchannel)).ShouldNotContain(new TurnEffect.AbandonRecognition());
        At(3600, new TurnFact.MicrophoneClosed(Time(3300)));
        At(3600, new TurnFact.DeadlinePassed()).ShouldContain(new TurnEffect.FinishRecognition(1));
    }

    private void StopOpen()
    {
        Speak();
        At(3070, new TurnFact.VoiceBegan(Time(3000)));
        At(3250, new TurnFact.VoiceWentOn(Time(3250)));
        _state.Phase.ShouldBe(ConversationState.Interrupted);
    }

    private void Ask(string text)
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed());
        At(1480, new TurnFact.TranscriptFinished(1, text));
        _state.Phase.ShouldBe(ConversationState.Thinking);
    }

    private void Speak()
    {
        At(0, new TurnFact.MessageReceived("hello"));
        At(380, new TurnFact.AnswerWentOn(new Epoch(1), Audible: true));
    }

    private IReadOnlyList<TurnEffect> At(double now, TurnFact fact)
    {
        var step = _reducer.Reduce(_state, fact, Time(now));
        _state = step.State;
        return step.Effects;
    }

    private static MediaTime Time(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
