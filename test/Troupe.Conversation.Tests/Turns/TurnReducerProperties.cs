using FsCheck;
using FsCheck.Fluent;
using Troupe.Contracts;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>What the reducer keeps, whatever happens in whatever order.</summary>
[Trait("Category", "fast")]
public sealed class TurnReducerProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(100);
    private readonly TurnReducer _reducer = new(new TurnPolicy());

    [Fact]
    public void One_answer_at_a_time_of_growing_epochs() => Always(run =>
    {
        TurnEffect.StartTurn? open = null;
        var newest = new Epoch(0);
        var turn = 0u;
        foreach (var effect in run.Effects)
        {
            switch (effect)
            {
                case TurnEffect.StartTurn start:
                    open.ShouldBeNull("an answer started before the one before it ended");
                    start.Epoch.ShouldBe(newest.Next);
                    start.Turn.ShouldBe(turn + 1);
                    (open, newest, turn) = (start, start.Epoch, start.Turn!.Value);
                    break;
                case TurnEffect.CancelTurn cancel:
                    cancel.Epoch.ShouldBe(open!.Epoch);
                    break;
                case TurnEffect.ClearClient clear:
                    clear.Epoch.ShouldBe(open!.Epoch);
                    break;
                case TurnEffect.EndTurn end:
                    end.Epoch.ShouldBe(open!.Epoch);
                    open = null;
                    break;
            }
        }
    });

    [Fact]
    public void An_answer_that_was_cleared_ends_interrupted_and_no_other_does() => Always(run =>
    {
        var cleared = run.Effects.OfType<TurnEffect.ClearClient>().Select(clear => clear.Epoch).ToList();
        cleared.ShouldBeUnique();
        run.Effects.OfType<TurnEffect.EndTurn>().Where(end => end.Reason == TurnEndReason.Interrupted).Select(end => end.Epoch).ShouldBe(cleared);
    }, rest: true);

    [Fact]
    public void Deadlines_alone_lead_back_to_listening_once_engines_and_person_are_done() => Always(run =>
    {
        run.State.Phase.ShouldBe(ConversationState.Listening);
        run.State.Answer.ShouldBeNull();
        run.State.Deadline.ShouldBeNull();
    }, rest: true);

    [Fact]
    public void The_state_that_is_reported_is_the_state_and_never_twice_the_same() => Always(run =>
    {
        var reported = run.Effects.OfType<TurnEffect.ReportState>().Select(report => report.State).Prepend(ConversationState.Listening).ToList();
        reported[^1].ShouldBe(run.State.Phase);
        reported.Zip(reported.Skip(1)).ShouldAllBe(pair => pair.First != pair.Second);
    });

    [Fact]
    public void Each_recognition_is_finished_once() => Always(run =>
        run.Effects.OfType<TurnEffect.FinishRecognition>().Select(finish => finish.Recognition).ShouldBeUnique());

    private void Always(Action<Outcome> holds, bool rest = false) => Check.One(Config, Prop.ForAll(Facts.ToArbitrary(), facts => holds(Run(facts, rest))));

    private Outcome Run(IReadOnlyList<(TurnFact Fact, int Later)> facts, bool rest)
    {
        var (state, now, effects) = (new TurnState(), MediaTime.Zero, new List<TurnEffect>());
        foreach (var (fact, later) in facts)
        {
            now += TimeSpan.FromMilliseconds(later);
            PassDeadlines(now);
            Meet(fact);
        }

        for (var step = 0; rest && step < 100 && (state.Phase != ConversationState.Listening || state.Voice is not null); step++)
        {
            // The person falls silent, and every engine gives what it owes.
            Meet(new TurnFact.VoiceEnded(now, TimeSpan.FromMilliseconds(300)));
            if (state.Transcribing is { } recognition)
            {
                Meet(new TurnFact.TranscriptFinished(recognition, ""));
            }

            if (state.Answer is { HeardBy: null, ClearBy: null } answer)
            {
                Meet(new TurnFact.AnswerMade(answer.Epoch, now + TimeSpan.FromSeconds(1)));
            }

            now += TimeSpan.FromSeconds(3);
            PassDeadlines(now);
        }

        return new Outcome(state, effects);

        void PassDeadlines(MediaTime until)
        {
            for (var passes = 0; state.Deadline <= until; passes++)
            {
                passes.ShouldBeLessThan(10, "a deadline that does not pass");
                Meet(new TurnFact.DeadlinePassed());
            }
        }

        void Meet(TurnFact fact)
        {
            var step = _reducer.Reduce(state, fact, now);
            state = step.State;
            effects.AddRange(step.Effects);
        }
    }

    private static Gen<IReadOnlyList<(TurnFact Fact, int Later)>> Facts
    {
        get
        {
            var epoch = Gen.Choose(0, 6).Select(value => new Epoch((uint)value));
            var time = Gen.Choose(0, 20_000).Select(value => MediaTime.FromMilliseconds(value));
            var wait = Gen.Choose(0, 1500).Select(value => TimeSpan.FromMilliseconds(value));
            var text = Gen.Elements("", "uh", "stop", "tell me more");
            var fact = Gen.OneOf(
                time.Select(at => (TurnFact)new TurnFact.VoiceBegan(at)),
                time.Select(at => (TurnFact)new TurnFact.VoiceWentOn(at)),
                text.SelectMany(said => wait.Select(delay => (TurnFact)new TurnFact.PartialHeard(said, delay))),
                time.SelectMany(at => wait.Select(delay => (TurnFact)new TurnFact.VoiceEnded(at, delay))),
                time.Select(at => (TurnFact)new TurnFact.MicrophoneClosed(at)),
                Gen.Choose(0, 6).SelectMany(number => text.Select(said => (TurnFact)new TurnFact.TranscriptFinished((uint)number, said))),
                Gen.Constant((TurnFact)new TurnFact.MessageReceived("hello")),
                Gen.Constant((TurnFact)new TurnFact.InterruptRequested()),
                epoch.SelectMany(value => ArbMap.Default.GeneratorFor<bool>().Select(audible => (TurnFact)new TurnFact.AnswerWentOn(value, audible))),
                epoch.SelectMany(value => time.Select(ends => (TurnFact)new TurnFact.AnswerMade(value, ends, Failed: ends.Elapsed.Ticks % 2 == 0))),
                epoch.Select(value => (TurnFact)new TurnFact.AnswerMade(value, null)),
                epoch.Select(value => (TurnFact)new TurnFact.PlaybackEnded(value)),
                epoch.Select(value => (TurnFact)new TurnFact.SpeechCleared(value)));
            var later = Gen.Choose(0, 400);
            return fact.SelectMany(item => later.Select(gap => (item, gap))).ListOf().Select(list => (IReadOnlyList<(TurnFact, int)>)[.. list]);
        }
    }

    private sealed record Outcome(TurnState State, IReadOnlyList<TurnEffect> Effects);
}
