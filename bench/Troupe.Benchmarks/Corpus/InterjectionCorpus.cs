namespace Troupe.Benchmarks.Corpus;

/// <summary>What people say and do while the presenter speaks.</summary>
internal static class InterjectionCorpus
{
    // flite spells "mm hmm" by its letters: "um hum" is what sounds most like it.
    private static readonly string[] Backchannels = ["Um hum.", "Uh huh.", "Right.", "Yeah.", "Okay.", "I see."];

    private static readonly string[] Interruptions =
    [
        "Stop.", "Wait a moment.", "No, when do you open?", "Hold on.", "Excuse me.", "How much is a ticket?", "Please stop.", "Can you say that again?", "That is not what I asked.",
        "Where is the bathroom?", "Wait, how long is the ship?", "No no no.", "Thank you, that is enough.", "Is there a coffee shop?", "One question, please.", "Sorry, I did not understand.",
        "When does the tour start?", "Stop talking.", "But what about children?", "Hey, listen to me.",
    ];

    /// <summary>Makes 30 backchannels, 16 coughs, 8 laughs and 100 interruptions by ten synthetic people.</summary>
    /// <param name="every">1 for all, 10 for every tenth.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<SpokenItem>> MakeAsync(int every, CancellationToken cancellationToken)
    {
        var said = Said(SpokenKind.Backchannel, Backchannels).Concat(Said(SpokenKind.Interruption, Interruptions)).ToArray();
        var items = new SpokenItem[said.Length];
        await Parallel.ForAsync(0, said.Length, cancellationToken, async (index, cancelled) =>
            items[index] = await said[index].Speaker.SayAsync(said[index].Kind, said[index].Text, cancelled));
        return [.. items.Concat(Enumerable.Range(1, 16).Select(BodySounds.Cough)).Concat(Enumerable.Range(1, 8).Select(BodySounds.Laugh))
            .GroupBy(item => item.Kind).SelectMany(kind => kind.Where((_, index) => index % every == 0))];
    }

    // Five people say each.
    private static IEnumerable<(SpokenKind Kind, string Text, Speaker Speaker)> Said(SpokenKind kind, string[] texts) =>
        from round in Enumerable.Range(0, 5)
        from index in Enumerable.Range(0, texts.Length)
        select (kind, texts[(index + (round * 7)) % texts.Length], Speaker.All[(index + (round * 2)) % Speaker.All.Count]);
}
