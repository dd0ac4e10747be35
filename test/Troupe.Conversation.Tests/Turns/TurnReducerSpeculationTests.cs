using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>An answer that is begun before the person is known to be done.</summary>
[Trait("Category", "fast")]
public sealed class TurnReducerSpeculationTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(900);
    private TurnReducer _reducer = new(new TurnPolicy());
    private TurnState _state = new();

    [Fact]
    public void Begins_the_answer_in_the_pause_and_uses_it_when_the_words_agree()
    {
        Say("when do you open");
        At(1100, new TurnFact.VoicePaused(Time(1000), Short))[0].ShouldBe(new TurnEffect.PrepareTurn(1, "when do you open"));
        At(1130, new TurnFact.TranscriptGuessed("when do you open", Short, InterjectionKind.Words)).ShouldBeEmpty();
        At(1200, new TurnFact.DeadlinePassed());
        At(1200, new TurnFact.TranscriptFinished(1, "um when do you open"))[0]
            .ShouldBe(new TurnEffect.StartTurn(1, new Epoch(1), UtteranceKind.Reply, new Question("um when do you open", Written: false, Time(1000), Time(1200)), Guess: 1));
        _state.Guess.ShouldBeNull();
        _state.Dropped.ShouldBe(0);
    }

    [Fact]
    public void Begins_again_when_the_final_words_say_something_else()
    {
        Say("when do you");
        At(1100, new TurnFact.VoicePaused(Time(1000), Short));
        At(1130, new TurnFact.TranscriptGuessed("when do you close", Short, InterjectionKind.Words)).ShouldBe(
            [new TurnEffect.ReportPartial(1, "when do you close"), new TurnEffect.DropTurn(1), new TurnEffect.PrepareTurn(2, "when do you close")]);
    }

    [Fact]
    public void Drops_the_answer_when_the_person_goes_on()
    {
        Say("I would like");
        At(1100, new TurnFact.VoicePaused(Time(1000), Short));
        At(1150, new TurnFact.VoiceWentOn(Time(1150))).ShouldContain(new TurnEffect.DropTurn(1));
        _state.Deadline.ShouldBeNull();
        _state.Dropped.ShouldBe(1);
    }

    [Fact]
    public void Begins_an_answer_of_its_own_when_the_words_turn_out_otherwise_at_last()
    {
        Say("five");
        At(1100, new TurnFact.VoicePaused(Time(1000), Short));
        At(1200, new TurnFact.DeadlinePassed());
        var effects = At(1400, new TurnFact.TranscriptFinished(1, "nine"));
        effects[0].ShouldBe(new TurnEffect.DropTurn(1));
        effects[1].ShouldBeOfType<TurnEffect.StartTurn>().Guess.ShouldBeNull();
    }

    [Fact]
    public void Begins_nothing_while_the_person_probably_goes_on()
    {
        Say("I want the");
        At(1100, new TurnFact.VoicePaused(Time(1000), Long)).ShouldNotContain(effect => effect is TurnEffect.PrepareTurn);
    }

    [Fact]
    public void Begins_nothing_any_more_when_too_much_was_in_vain()
    {
        _reducer = new TurnReducer(new TurnPolicy { MaxDropped = 1 });
        Say("I would like");
        At(1100, new TurnFact.VoicePaused(Time(1000), Short));
        At(1150, new TurnFact.VoiceWentOn(Time(1150)));
        At(1500, new TurnFact.VoicePaused(Time(1400), Short)).ShouldNotContain(effect => effect is TurnEffect.PrepareTurn);
    }

    [Fact]
    public void Drops_the_answer_when_the_person_writes_instead()
    {
        Say("when do you open");
        At(1100, new TurnFact.VoicePaused(Time(1000), Short));
        At(1150, new TurnFact.MessageReceived("never mind")).ShouldContain(new TurnEffect.DropTurn(1));
    }

    private void Say(string text)
    {
        At(100, new TurnFact.VoiceBegan(Time(0)));
        At(900, new TurnFact.PartialHeard(text, Short, InterjectionKind.Words));
    }

    private IReadOnlyList<TurnEffect> At(double now, TurnFact fact)
    {
        var step = _reducer.Reduce(_state, fact, Time(now));
        _state = step.State;
        return step.Effects;
    }

    private static MediaTime Time(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
