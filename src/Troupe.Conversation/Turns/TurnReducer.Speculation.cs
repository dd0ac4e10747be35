namespace Troupe.Conversation.Turns;

/// <content>
/// The answer that is begun in a pause, before it is certain that the person is done: used if the final words agree with those that it answers, dropped as soon as
/// they do not or the person goes on.
/// </content>
internal sealed partial class TurnReducer
{
    private TurnState Speculate(TurnState state, List<TurnEffect> effects)
    {
        if (state is not { IsPersonsTurn: true, Transcribing: null, EndpointAt: { } end } || (state.Voice is { } spoken ? spoken.Ended : state.Asked?.Spoken) is not { } ended)
        {
            return state;
        }

        var text = state.Voice is { } voice ? Join(state.Asked?.Text, voice.Partial) : state.Asked!.Text;
        if (state.Guess is { } begun && Agreement.Holds(begun.Text, text))
        {
            return state;
        }

        state = Drop(state, effects);
        if (state.Voice is { Partial.Length: 0 } || policy.SpeculateWithin <= TimeSpan.Zero || end - ended > policy.SpeculateWithin || state.Dropped >= policy.MaxDropped)
        {
            return state;
        }

        var guess = new Guess(state.Guesses + 1, text);
        effects.Add(new TurnEffect.PrepareTurn(guess.Number, text));
        return state with { Guess = guess, Guesses = guess.Number };
    }

    private static TurnState Drop(TurnState state, List<TurnEffect> effects)
    {
        if (state.Guess is not { } guess)
        {
            return state;
        }

        effects.Add(new TurnEffect.DropTurn(guess.Number));
        return state with { Guess = null, Dropped = state.Dropped + 1 };
    }
}
