using Troupe.Contracts;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

[Trait("Category", "fast")]
public sealed class TurnReducerTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(600);
    private readonly TurnReducer _reducer = new(new TurnPolicy());
    private TurnState _state = new();

    [Fact]
    public void Finishes_the_recognition_when_the_pause_is_long_enough()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        _state.Phase.ShouldBe(ConversationState.Endpointing);
        _state.Deadline.ShouldBe(Time(1400));
        At(1400, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.FinishRecognition(1));
        _state.Deadline.ShouldBeNull();
        At(1480, new TurnFact.TranscriptFinished(1, "hello")).ShouldBe(
        [
            new TurnEffect.StartTurn(1, new Epoch(1), UtteranceKind.Reply, new Question("hello", Written: false, Time(800), Time(1400))),
            new TurnEffect.ReportState(ConversationState.Thinking, 1),
        ]);
    }

    [Fact]
    public void Waits_as_long_as_the_words_so_far_ask_for()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1100, new TurnFact.PartialHeard("I want the", TimeSpan.FromSeconds(1), InterjectionKind.Words)).ShouldBe([new TurnEffect.ReportPartial(1, "I want the")]);
        _state.Deadline.ShouldBe(Time(1800));
        At(1200, new TurnFact.PartialHeard("I want the red one", TimeSpan.FromMilliseconds(224), InterjectionKind.Words));
        _state.Deadline.ShouldBe(Time(1024));
    }

    [Fact]
    public void Waits_for_another_time_when_the_pause_sounds_otherwise()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(900, new TurnFact.VoicePaused(Time(800), Wait));
        At(930, new TurnFact.WaitChanged(TimeSpan.FromSeconds(2))).ShouldBeEmpty();
        _state.Deadline.ShouldBe(Time(2800));
        At(2000, new TurnFact.WaitChanged(TimeSpan.FromMilliseconds(150)));
        _state.Deadline.ShouldBe(Time(950));
        At(2000, new TurnFact.DeadlinePassed()).ShouldContain(new TurnEffect.FinishRecognition(1));
    }

    [Fact]
    public void Waits_for_nothing_while_the_person_speaks_or_has_the_key_down()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(200, new TurnFact.WaitChanged(Wait)).ShouldBeEmpty();
        _state.Deadline.ShouldBeNull();
        At(300, new TurnFact.MicrophoneOpened(Hold: true));
        At(900, new TurnFact.VoicePaused(Time(800), Wait));
        At(930, new TurnFact.WaitChanged(Wait)).ShouldBeEmpty();
        _state.Deadline.ShouldBeNull();
    }

    [Fact]
    public void Goes_back_to_listening_when_the_person_goes_on()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1300, new TurnFact.VoiceBegan(Time(1200))).ShouldBe(
            [new TurnEffect.ReportVoice(Speaking: true), new TurnEffect.ReportState(ConversationState.Listening, null)]);
        At(1400, new TurnFact.DeadlinePassed()).ShouldBeEmpty();
    }

    [Fact]
    public void Joins_what_the_person_adds_while_the_first_words_are_transcribed()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed());
        At(1450, new TurnFact.VoiceBegan(Time(1380)));
        At(1480, new TurnFact.TranscriptFinished(1, "what is")).ShouldBe([new TurnEffect.ReportState(ConversationState.Listening, null)]);
        At(2000, new TurnFact.VoiceEnded(Time(1800), Wait));
        At(2400, new TurnFact.DeadlinePassed()).ShouldBe([new TurnEffect.FinishRecognition(2)]);
        At(2450, new TurnFact.TranscriptFinished(2, "the time"))[0]
            .ShouldBe(new TurnEffect.StartTurn(1, new Epoch(1), UtteranceKind.Reply, new Question("what is the time", Written: false, Time(1800), Time(2400))));
    }

    [Fact]
    public void Waits_on_when_the_final_words_are_not_the_end_that_the_first_ones_were()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed()).ShouldBe([new TurnEffect.FinishRecognition(1)]);
        At(1480, new TurnFact.TranscriptFinished(1, "can you tell me", Wait * 2)).ShouldBeEmpty();
        _state.Deadline.ShouldBe(Time(800) + (Wait * 2));
        At(1900, new TurnFact.VoiceBegan(Time(1850)));
        At(2500, new TurnFact.VoiceEnded(Time(2400), Wait));
        At(3000, new TurnFact.DeadlinePassed());
        At(3050, new TurnFact.TranscriptFinished(2, "when you open", Wait))[0]
            .ShouldBe(new TurnEffect.StartTurn(1, new Epoch(1), UtteranceKind.Reply, new Question("can you tell me when you open", Written: false, Time(2400), Time(3000))));
    }

    [Fact]
    public void Answers_final_words_that_nothing_follows()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed());
        At(1480, new TurnFact.TranscriptFinished(1, "can you tell me", Wait * 2));
        var end = Time(800) + (Wait * 2);
        At((int)end.Milliseconds, new TurnFact.DeadlinePassed())[0]
            .ShouldBe(new TurnEffect.StartTurn(1, new Epoch(1), UtteranceKind.Reply, new Question("can you tell me", Written: false, Time(800), end)));
    }

    [Fact]
    public void Waits_for_nothing_more_when_the_microphone_is_closed_before_the_final_words()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.MicrophoneClosed(Time(800)));
        At(1000, new TurnFact.DeadlinePassed());
        At(1080, new TurnFact.TranscriptFinished(1, "can you tell me", Wait * 2)).OfType<TurnEffect.StartTurn>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Answers_nothing_when_nothing_was_understood()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed());
        At(1480, new TurnFact.TranscriptFinished(1, "")).ShouldBe([new TurnEffect.ReportState(ConversationState.Listening, null)]);
        _state.Turn.ShouldBe(0u);
    }

    [Fact]
    public void Finishes_at_once_when_the_microphone_is_closed()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(900, new TurnFact.MicrophoneClosed(Time(850)));
        _state.Deadline.ShouldBe(Time(850));
        At(900, new TurnFact.DeadlinePassed()).ShouldBe([new TurnEffect.FinishRecognition(1)]);
    }

    [Fact]
    public void Takes_the_client_for_silent_when_it_does_not_say_so()
    {
        Speak();
        At(3000, new TurnFact.InterruptRequested());
        _state.Deadline.ShouldBe(Time(3250));
        At(3250, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted));
        _state.Phase.ShouldBe(ConversationState.Listening);
    }

    [Fact]
    public void Answers_a_written_message_once_the_answer_it_interrupts_is_cleared()
    {
        Speak();
        At(3000, new TurnFact.MessageReceived("wait"))[0].ShouldBe(new TurnEffect.CancelTurn(new Epoch(1)));
        At(3010, new TurnFact.MessageReceived("I mean"));
        At(3040, new TurnFact.SpeechCleared(new Epoch(1))).ShouldBe(
        [
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted),
            new TurnEffect.StartTurn(2, new Epoch(2), UtteranceKind.Reply, new Question("wait\nI mean", Written: true, Time(3000), Time(3040))),
            new TurnEffect.ReportState(ConversationState.Thinking, 2),
        ]);
    }

    [Fact]
    public void Has_nothing_to_clear_before_the_first_sound()
    {
        At(0, new TurnFact.MessageReceived("hello"));
        At(50, new TurnFact.InterruptRequested()).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.ClearClient(1, new Epoch(1), Resumable: false),
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted),
            new TurnEffect.ReportState(ConversationState.Listening, null),
        ]);
    }

    [Fact]
    public void Ends_the_turn_when_all_was_heard_and_not_before_all_was_sent()
    {
        Speak();
        At(2900, new TurnFact.PlaybackEnded(new Epoch(1))).ShouldBeEmpty();
        At(3000, new TurnFact.AnswerMade(new Epoch(1), Time(3100)))[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Completed));
    }

    [Fact]
    public void Ends_the_turn_by_itself_when_the_client_never_says_that_it_heard_all()
    {
        Speak();
        At(3000, new TurnFact.AnswerMade(new Epoch(1), Time(3100)));
        _state.Deadline.ShouldBe(Time(4100));
        At(4100, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Completed));
    }

    [Fact]
    public void Waits_for_a_client_that_plays_later_than_it_was_sent_to_as_long_as_it_goes_on()
    {
        Speak();
        At(2900, new TurnFact.PlaybackMoved(new Epoch(1), Time(2900), Time(5000))).ShouldBeEmpty();
        At(3000, new TurnFact.AnswerMade(new Epoch(1), Time(3100)));
        At(3900, new TurnFact.PlaybackMoved(new Epoch(1), Time(3900), Time(3950))).ShouldBeEmpty();
        _state.Deadline.ShouldBe(Time(4950));
        At(4000, new TurnFact.PlaybackMoved(new Epoch(1), Time(4000), Time(3500)));
        At(4000, new TurnFact.PlaybackMoved(new Epoch(2), Time(4000), Time(9000)));
        _state.Deadline.ShouldBe(Time(4950));
        At(4900, new TurnFact.PlaybackMoved(new Epoch(1), Time(4000), Time(90_000)));
        _state.Deadline.ShouldBe(Time(34_000));
        At(34_000, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Completed));
    }

    [Fact]
    public void Gives_up_an_answer_that_makes_no_progress()
    {
        At(0, new TurnFact.MessageReceived("hello"));
        At(10_000, new TurnFact.AnswerWentOn(new Epoch(1), Audible: false));
        _state.Deadline.ShouldBe(Time(40_000));
        At(40_000, new TurnFact.DeadlinePassed()).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.ReportStall(new Epoch(1)),
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Failed),
            new TurnEffect.ReportState(ConversationState.Listening, null),
        ]);
    }

    [Fact]
    public void Lets_what_was_said_before_a_failure_be_heard()
    {
        Speak();
        At(3000, new TurnFact.AnswerMade(new Epoch(1), Time(3100), Failed: true)).ShouldBeEmpty();
        At(3110, new TurnFact.PlaybackEnded(new Epoch(1)))[0].ShouldBe(new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Failed));
    }

    [Fact]
    public void Ignores_facts_of_epochs_that_are_over()
    {
        Speak();
        At(3000, new TurnFact.InterruptRequested());
        At(3020, new TurnFact.SpeechCleared(new Epoch(1)));
        At(3030, new TurnFact.AnswerWentOn(new Epoch(1), Audible: true)).ShouldBeEmpty();
        At(3030, new TurnFact.AnswerMade(new Epoch(1), Time(3100))).ShouldBeEmpty();
        At(3030, new TurnFact.PlaybackEnded(new Epoch(1))).ShouldBeEmpty();
        At(3030, new TurnFact.SpeechCleared(new Epoch(1))).ShouldBeEmpty();
    }

    [Fact]
    public void Ignores_words_that_come_after_the_person_chose_to_write()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed());
        At(1410, new TurnFact.MessageReceived("never mind"));
        At(1480, new TurnFact.TranscriptFinished(1, "hello")).ShouldBeEmpty();
    }

    [Fact]
    public void Greets_without_a_turn()
    {
        At(0, new TurnFact.SessionOpened(Greet: true)).ShouldBe(
            [new TurnEffect.StartTurn(null, new Epoch(1), UtteranceKind.Greeting, null), new TurnEffect.ReportState(ConversationState.Thinking, null)]);
        _state.Turn.ShouldBe(0u);
    }

    [Fact]
    public void Ends_the_turn_with_the_session()
    {
        Speak();
        At(3000, new TurnFact.SessionClosing()).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.EndTurn(1, new Epoch(1), TurnEndReason.Interrupted),
            new TurnEffect.ReportState(ConversationState.Listening, null),
        ]);
    }

    [Fact]
    public void Asks_whether_anybody_is_there_when_nobody_speaks()
    {
        At(60_000, new TurnFact.SilenceFelt())[0].ShouldBe(new TurnEffect.StartTurn(null, new Epoch(1), UtteranceKind.Prompt, null));
        At(61_000, new TurnFact.SilenceFelt()).ShouldBeEmpty();
    }

    [Fact]
    public void Asks_nobody_who_speaks()
    {
        At(60_000, new TurnFact.VoiceBegan(Time(59_900)));
        At(60_100, new TurnFact.SilenceFelt()).ShouldBeEmpty();
    }

    [Fact]
    public void Leaves_the_floor_to_whoever_holds_it()
    {
        At(0, new TurnFact.MicrophoneOpened(Hold: true));
        At(100, new TurnFact.VoiceBegan(Time(50)));
        At(900, new TurnFact.VoicePaused(Time(800), Wait));
        At(1100, new TurnFact.VoiceEnded(Time(800), Wait));
        _state.Deadline.ShouldBeNull();
        At(6000, new TurnFact.MicrophoneClosed(Time(800)));
        _state.Deadline.ShouldBe(Time(6000));
        At(6000, new TurnFact.DeadlinePassed())[0].ShouldBe(new TurnEffect.FinishRecognition(1));
    }

    [Fact]
    public void Answers_what_was_said_before_when_the_key_is_let_go_without_a_word()
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(1000, new TurnFact.VoiceEnded(Time(800), Wait));
        At(1400, new TurnFact.DeadlinePassed());
        At(1450, new TurnFact.MicrophoneOpened(Hold: true));
        At(1480, new TurnFact.TranscriptFinished(1, "hello")).ShouldBe([new TurnEffect.ReportState(ConversationState.Listening, null)]);
        At(3000, new TurnFact.MicrophoneClosed(Time(800)))[0]
            .ShouldBe(new TurnEffect.StartTurn(1, new Epoch(1), UtteranceKind.Reply, new Question("hello", Written: false, Time(800), Time(1400))));
    }

    [Fact]
    public void Takes_an_open_microphone_in_place_of_the_key_for_letting_go_of_it()
    {
        At(0, new TurnFact.MicrophoneOpened(Hold: true));
        At(100, new TurnFact.VoiceBegan(Time(50)));
        At(900, new TurnFact.VoicePaused(Time(800), Wait));
        At(1500, new TurnFact.MicrophoneOpened(Hold: false));
        _state.Deadline.ShouldBe(Time(1500));
    }

    [Fact]
    public void Stops_at_once_for_whoever_takes_the_floor_by_key()
    {
        Speak();
        At(3000, new TurnFact.MicrophoneOpened(Hold: true)).ShouldBe(
        [
            new TurnEffect.CancelTurn(new Epoch(1)),
            new TurnEffect.ClearClient(1, new Epoch(1), Resumable: false),
            new TurnEffect.ReportState(ConversationState.Interrupted, 1),
        ]);
    }

    private void Speak()
    {
        At(0, new TurnFact.MessageReceived("hello"));
        At(380, new TurnFact.AnswerWentOn(new Epoch(1), Audible: true));
        _state.Phase.ShouldBe(ConversationState.Speaking);
    }

    private IReadOnlyList<TurnEffect> At(double now, TurnFact fact)
    {
        var step = _reducer.Reduce(_state, fact, Time(now));
        _state = step.State;
        return step.Effects;
    }

    private static MediaTime Time(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
