using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.House.Tests.Turns;

/// <summary>
/// All that the reducer does, found by trying every representative fact in every state that can be reached, under every policy for a voice over the presenter. States that differ only in
/// numbers, times and words count as one.
/// </summary>
internal static class TurnMap
{
    /// <summary>Explores the reducer.</summary>
    public static IReadOnlyList<TurnChange> Explore()
    {
        var found = new Dictionary<(TurnPlace From, string Fact, TurnPlace To), TurnChange>();
        foreach (var policy in Enum.GetValues<BargeInPolicy>())
        {
            Explore(policy, found);
        }

        return [.. found.Values.OrderBy(change => change.From).ThenBy(change => change.To).ThenBy(change => TurnCause.Order(change.Fact))];
    }

    private static void Explore(BargeInPolicy barge, Dictionary<(TurnPlace From, string Fact, TurnPlace To), TurnChange> found)
    {
        var policy = new TurnPolicy { Greeting = barge, Reply = barge, Prompt = barge, MaxDropped = int.MaxValue };
        var reducer = new TurnReducer(policy);
        var start = new TurnState();
        var reached = new HashSet<object> { Kind(start) };
        var open = new Queue<(TurnState State, MediaTime Now)>([(start, MediaTime.FromMilliseconds(10_000))]);
        while (open.TryDequeue(out var point))
        {
            foreach (var cause in TurnCause.In(point.State, policy, point.Now))
            {
                var step = reducer.Reduce(point.State, cause.Fact, cause.At);
                Note(found, barge, point.State, cause.Name, step);
                if (reached.Add(Kind(step.State)))
                {
                    open.Enqueue((step.State, cause.At));
                }
            }
        }
    }

    private static void Note(Dictionary<(TurnPlace From, string Fact, TurnPlace To), TurnChange> found, BargeInPolicy policy, TurnState before, string fact, TurnStep step)
    {
        var (from, to) = (TurnPlaces.Of(before), TurnPlaces.Of(step.State));
        var effects = step.Effects.Select(TurnDeed.Of).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (from == to && effects.Count == 0)
        {
            return;
        }

        if (!found.TryGetValue((from, fact, to), out var change))
        {
            found[(from, fact, to)] = change = new TurnChange(from, fact, to, [.. effects]);
        }

        change.Always.IntersectWith(effects);
        change.Ever.UnionWith(effects);
        change.Policies.Add(policy);
    }

    /// <summary>What the reducer's decisions can depend on, without numbers, times and words.</summary>
    private static object Kind(TurnState state) => (
        (state.Phase, state.IsHeld, state.IsVoiceReported, Transcribing: state.Transcribing is not null, Endpoint: state.EndpointAt is not null, Guess: state.Guess is not null),
        state.Asked?.Written,
        state.Voice is not { } voice ? default : (Is: true, Ended: voice.Ended is not null, voice.Kind, voice.IsOver, Silent: voice.Partial.Length == 0),
        state.Answer is not { } answer ? default : (Is: true, answer.Kind, Spoken: answer.Asked is { Written: false }, answer.Audible, answer.Ducked, answer.Heard),
        state.Answer is not { } times ? default : (Heard: times.HeardBy is not null, Stalled: times.StalledBy is not null, Clear: times.ClearBy is not null, Decide: times.DecideBy is not null),
        (state.Answer?.Stop?.Verdict, state.Answer?.Failed));
}

/// <summary>A fact that leads from one place to another, in at least one of the states that are there.</summary>
/// <param name="From">Where.</param>
/// <param name="Fact">What happens.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Always">What is done whenever it leads there.</param>
internal sealed record TurnChange(TurnPlace From, string Fact, TurnPlace To, HashSet<string> Always)
{
    /// <summary>What is done at least sometimes.</summary>
    public HashSet<string> Ever { get; } = new(StringComparer.Ordinal);

    /// <summary>Under which policies it happens.</summary>
    public HashSet<BargeInPolicy> Policies { get; } = [];
}
