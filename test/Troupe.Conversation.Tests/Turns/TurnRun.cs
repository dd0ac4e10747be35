using System.Globalization;
using System.Text;
using Troupe.Contracts;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>A generated conversation: moves in an order that nobody planned, and then nothing more, until the deadlines have led back to rest.</summary>
/// <param name="policy">The rules that it goes by.</param>
/// <param name="seen">Notes what happened at all in any run.</param>
internal sealed class TurnRun(TurnPolicy policy, ISet<string> seen)
{
    private readonly TurnReducer _reducer = new(policy);
    private readonly TurnInvariants _invariants = new(policy);
    private readonly List<(MediaTime At, TurnFact Fact)> _met = [];
    private TurnState _state = new();
    private MediaTime _now;

    /// <summary>Plays all and checks every invariant at every step.</summary>
    /// <exception cref="BrokenInvariantException">Tells the facts up to the one that broke an invariant.</exception>
    public void Play(bool greets, IEnumerable<TurnMove> moves)
    {
        Meet(new TurnFact.SessionOpened(greets));
        foreach (var move in moves)
        {
            _now += TimeSpan.FromMilliseconds(move.Later);
            PassDeadlines();
            Meet(move.Fact(_state, _now));
        }

        Rest();
        Tell(() => _invariants.CheckAtRest(_state));
        Meet(new TurnFact.SessionClosing());
        Tell(() => _invariants.CheckAtRest(_state));
    }

    /// <summary>The person falls silent and lets go of the key, and every engine gives what it owes.</summary>
    private void Rest()
    {
        Meet(new TurnFact.MicrophoneClosed(_now));
        Meet(new TurnFact.VoiceEnded(_now, TimeSpan.FromMilliseconds(300)));
        for (var step = 0; step < 12; step++)
        {
            if (_state.Transcribing is { } recognition)
            {
                Meet(new TurnFact.TranscriptFinished(recognition, ""));
            }

            if (_state.Answer is { HeardBy: null, Stop: null } answer)
            {
                Meet(new TurnFact.AnswerMade(answer.Epoch, _now + TimeSpan.FromSeconds(1)));
            }

            _now += TimeSpan.FromSeconds(3);
            PassDeadlines();
        }
    }

    private void PassDeadlines()
    {
        for (var passes = 0; _state.Deadline <= _now; passes++)
        {
            var before = _state;
            Meet(new TurnFact.DeadlinePassed());
            Tell(() => TurnInvariants.Hold(_state != before && passes < 10, "a deadline that does not pass"));
        }
    }

    private void Meet(TurnFact fact)
    {
        _met.Add((_now, fact));
        var before = _state;
        var step = _reducer.Reduce(before, fact, _now);
        _state = step.State;
        Tell(() => _invariants.Check(before, fact, step));
        seen.Add(_state.Phase.ToString());
        foreach (var effect in step.Effects)
        {
            seen.Add(effect switch
            {
                TurnEffect.EndTurn end => $"{nameof(TurnEffect.EndTurn)} {end.Reason}{(end.TakenBack ? " taken back" : "")}",
                TurnEffect.StartTurn start => $"{nameof(TurnEffect.StartTurn)} {start.Kind}{(start.Guess is null ? "" : " guessed")}",
                _ => effect.GetType().Name,
            });
        }
    }

    private void Tell(Action check)
    {
        try
        {
            check();
        }
        catch (BrokenInvariantException broken)
        {
            var facts = _met.Aggregate(new StringBuilder(), (text, met) => text.Append(CultureInfo.InvariantCulture, $"\n  {met.At.Milliseconds:0} ms {met.Fact}"));
            throw new BrokenInvariantException($"{broken.Message}, after{facts}\n  which leads to {_state}");
        }
    }
}

/// <summary>Something that must hold does not.</summary>
internal sealed class BrokenInvariantException(string message) : Exception(message);
