namespace Troupe.House.Tests.Turns;

/// <summary>Where a line of a picture begins or ends: a place, or all places of a side.</summary>
/// <param name="Side">Whose turn.</param>
/// <param name="Place">The place; null for any of the side.</param>
internal readonly record struct TurnNode(string Side, TurnPlace? Place)
{
    /// <summary>A few words.</summary>
    public string Name => Place is { } place ? TurnPlaces.NameOf(place) : Side;
}

/// <summary>A line of a picture: facts that lead from one node to another.</summary>
/// <param name="From">Where.</param>
/// <param name="To">Where they lead.</param>
/// <param name="Causes">What happens, in words.</param>
internal sealed record TurnEdge(TurnNode From, TurnNode To, IReadOnlyList<string> Causes)
{
    /// <summary>
    /// The changes of place as few lines: facts that mean the same are one, what leads to several places of another side leads to the side, and what happens in all
    /// places of a side happens in the side. Ends of sessions are left out.
    /// </summary>
    public static IReadOnlyList<TurnEdge> Of(IReadOnlyList<TurnChange> changes)
    {
        var steps = changes.Where(change => change.From != change.To && change.Fact != "session closes")
            .Select(change => (From: Node(change.From), Cause: CauseOf(change), To: Node(change.To)))
            .Distinct()
            .GroupBy(step => (step.From, step.Cause, step.To.Side))
            .SelectMany(group => group.Key.From.Side != group.Key.Side && group.Count() > 1
                ? [(group.Key.From, group.Key.Cause, To: new TurnNode(group.Key.Side, null))]
                : group.AsEnumerable())
            .GroupBy(step => (step.From.Side, step.Cause, To: step.From.Side == step.To.Side ? step.To : new TurnNode(step.To.Side, null)))
            .SelectMany(group => group.Select(step => step.From).Distinct().Count() >= PlacesOf(group.Key.Side) - (group.Key.To.Side == group.Key.Side ? 1 : 0)
                ? group.Select(step => (From: new TurnNode(step.From.Side, null), step.Cause, step.To)).DistinctBy(step => step.Cause)
                    .Select(step => (step.From, step.Cause, To: group.Select(other => other.To).Distinct().Count() > 1 ? group.Key.To : step.To))
                : group)
            .ToList();
        return [.. steps.GroupBy(step => (step.From, step.To)).Select(group => new TurnEdge(group.Key.From, group.Key.To, [.. group.Select(step => step.Cause).Distinct()]))];
    }

    private static int PlacesOf(string side) => Enum.GetValues<TurnPlace>().Count(place => TurnPlaces.SideOf(place) == side);

    private static TurnNode Node(TurnPlace place) => new(TurnPlaces.SideOf(place), place);

    private static string CauseOf(TurnChange change) => change.Fact switch
    {
        "all is sent" or "all is sent, as text" or "all was heard" or "client does not say that all was heard" or "an engine fails" or "no progress" => "all was heard, or it failed",
        "voice begins" or "voice goes on" when change.From is TurnPlace.Endpointing or TurnPlace.Prepared => "voice goes on",
        "voice has lasted" when change.From is TurnPlace.Endpointing or TurnPlace.Prepared => "voice goes on",
        "voice begins" or "voice goes on" when change.To is TurnPlace.Ducked => "voice begins (polite)",
        "voice begins" when change.To is TurnPlace.Open && change.From is not TurnPlace.Resuming => "voice begins (eager)",
        "voice pauses, perhaps done" or "voice pauses, hardly done" or "voice ends" => "voice pauses",
        "key is let go or microphone closes" when change.From is TurnPlace.Held => "key is let go",
        "microphone opens" => "key is let go",
        "key is let go or microphone closes" => "microphone closes",
        "words are heard" or "words are guessed in the pause" or "other words are guessed in the pause" => "words are heard",
        "a backchannel is guessed in the pause" when change.To is TurnPlace.Prepared => "words are heard",
        "a backchannel is guessed in the pause" or "nothing is guessed in the pause" => "it was nothing",
        "no words in time" => change.Ever.Contains("stop for good") ? "words are heard" : "it was nothing",
        "client is silent" or "client does not say that it is silent" => "client is silent, or should be",
        "final words" => "final words",
        var fact => fact,
    };
}
