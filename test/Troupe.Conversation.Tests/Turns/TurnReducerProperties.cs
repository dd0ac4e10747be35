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
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(100);
    private readonly TurnReducer _reducer = new(new TurnPolicy());

    [Fact]
    public void One_answer_at_a_time_of_growing_epochs() => Always(run =>
    {
        var open = (Epoch?)null;
        var newest = new Epoch(0);
        var turn = 0u;
        foreach (var effect in run.Effects)
        {
            switch (effect)
            {
                case TurnEffect.StartTurn start:
                    open.ShouldBeNull("an answer started before the one before it ended");
                    start.Epoch.ShouldBe(newest.Next);
                    (start.Turn ?? turn + 1).ShouldBe(turn + 1);
                    (open, newest, turn) = (start.Epoch, start.Epoch, start.Turn ?? turn);
                    break;
                case TurnEffect.ResumeTurn resume:
                    open.ShouldNotBeNull("an answer went on that was over");
                    resume.Epoch.ShouldBe(newest.Next);
                    (open, newest) = (resume.Epoch, resume.Epoch);
                    break;
                case TurnEffect.EndTurn end:
                    end.Epoch.ShouldBe(open!.Value);
                    open = null;
                    break;
                default:
                    (EpochOf(effect) ?? open).ShouldBe(open, "something of an epoch that is over");
                    break;
            }
        }
    });

    [Fact]
    public void An_answer_that_was_stopped_says_nothing_until_it_goes_on_and_never_once_it_was_cancelled() => Always(run =>
    {
        var (suspended, cancelled, ducked) = (false, false, false);
        foreach (var effect in run.Effects)
        {
            switch (effect)
            {
                case TurnEffect.StartTurn:
                    (suspended, cancelled, ducked) = (false, false, false);
                    break;
                case TurnEffect.SuspendTurn:
                    (suspended || cancelled).ShouldBeFalse();
                    (suspended, ducked) = (true, false);
                    break;
                case TurnEffect.ResumeTurn:
                    suspended.ShouldBeTrue();
                    cancelled.ShouldBeFalse();
                    suspended = false;
                    break;
                case TurnEffect.CancelTurn:
                    cancelled.ShouldBeFalse();
                    (cancelled, ducked) = (true, false);
                    break;
                case TurnEffect.DuckClient:
                    (suspended || cancelled || ducked).ShouldBeFalse();
                    ducked = true;
                    break;
                case TurnEffect.RestoreClient:
                    ducked.ShouldBeTrue();
                    ducked = false;
                    break;
            }
        }
    });

    [Fact]
    public void An_answer_is_begun_early_at_most_once_at_a_time_and_each_is_used_or_dropped_once() => Always(run =>
    {
        var begun = (uint?)null;
        foreach (var effect in run.Effects)
        {
            switch (effect)
            {
                case TurnEffect.PrepareTurn prepare:
                    begun.ShouldBeNull();
                    begun = prepare.Guess;
                    break;
                case TurnEffect.DropTurn drop:
                    drop.Guess.ShouldBe(begun!.Value);
                    begun = null;
                    break;
                case TurnEffect.StartTurn { Guess: { } used }:
                    used.ShouldBe(begun!.Value);
                    begun = null;
                    break;
                case TurnEffect.StartTurn:
                    begun.ShouldBeNull("an answer started beside one that was begun early");
                    break;
            }
        }

        begun.ShouldBe(run.State.Guess?.Number);
    });

    [Fact]
    public void A_stop_for_good_ends_interrupted_and_nothing_else_does() => Always(run =>
    {
        var ended = run.Effects.OfType<TurnEffect.EndTurn>().Where(end => end.Reason == TurnEndReason.Interrupted).Select(end => end.Epoch).ToList();
        var cleared = run.Effects.OfType<TurnEffect.ClearClient>().Select(clear => clear.Epoch).ToList();
        cleared.ShouldBeUnique();
        ended.ShouldBeSubsetOf(cleared);
        (cleared.Count - ended.Count).ShouldBe(run.Effects.OfType<TurnEffect.ResumeTurn>().Count());
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

    [Fact]
    public void The_client_hears_of_voices_by_turns() => Always(run =>
    {
        var reported = run.Effects.OfType<TurnEffect.ReportVoice>().Select(report => report.Speaking).ToList();
        reported.Index().ShouldAllBe(report => report.Item == (report.Index % 2 == 0));
    });

    private static Epoch? EpochOf(TurnEffect effect) => effect switch
    {
        TurnEffect.DuckClient duck => duck.Epoch,
        TurnEffect.RestoreClient restore => restore.Epoch,
        TurnEffect.SuspendTurn suspend => suspend.Epoch,
        TurnEffect.CancelTurn cancel => cancel.Epoch,
        TurnEffect.ClearClient clear => clear.Epoch,
        TurnEffect.ReportStall stall => stall.Epoch,
        _ => null,
    };

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
            // The person falls silent and lets go of the key, and every engine gives what it owes.
            Meet(new TurnFact.MicrophoneOpened(Hold: false));
            Meet(new TurnFact.VoiceEnded(now, TimeSpan.FromMilliseconds(300)));
            if (state.Transcribing is { } recognition)
            {
                Meet(new TurnFact.TranscriptFinished(recognition, ""));
            }

            if (state.Answer is { HeardBy: null, Stop: null } answer)
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
            var kind = Gen.Elements(InterjectionKind.Nothing, InterjectionKind.Backchannel, InterjectionKind.Words);
            var fact = Gen.OneOf(
                Gen.Constant((TurnFact)new TurnFact.SilenceFelt()),
                ArbMap.Default.GeneratorFor<bool>().Select(hold => (TurnFact)new TurnFact.MicrophoneOpened(hold)),
                time.SelectMany(at => wait.Select(delay => (TurnFact)new TurnFact.VoicePaused(at, delay))),
                text.SelectMany(said => wait.SelectMany(delay => kind.Select(what => (TurnFact)new TurnFact.TranscriptGuessed(said, delay, what)))),
                time.Select(at => (TurnFact)new TurnFact.VoiceBegan(at)),
                time.Select(at => (TurnFact)new TurnFact.VoiceWentOn(at)),
                text.SelectMany(said => wait.SelectMany(delay => kind.Select(what => (TurnFact)new TurnFact.PartialHeard(said, delay, what)))),
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
