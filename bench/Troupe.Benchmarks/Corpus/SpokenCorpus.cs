namespace Troupe.Benchmarks.Corpus;

/// <summary>The turns that are spoken to the presenter: synthetic people in order of texts, then recorded ones.</summary>
internal static class SpokenCorpus
{
    /// <summary>Makes the corpus, which takes about half a minute of two cores.</summary>
    /// <param name="every">1 for all of it, 10 for every tenth of each kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<SpokenItem>> MakeAsync(int every, CancellationToken cancellationToken)
    {
        var texts = Thin(CorpusTexts.All.Select((said, index) => (said.Kind, said.Text, Speaker: Speaker.All[index % Speaker.All.Count])), said => said.Kind, every).ToArray();
        var items = new SpokenItem[texts.Length];
        await Parallel.ForAsync(0, texts.Length, cancellationToken, async (index, cancelled) =>
            items[index] = await texts[index].Speaker.SayAsync(texts[index].Kind, texts[index].Text, cancelled));
        return [.. items, .. Thin(Recordings.Read(), item => item.Kind, every)];
    }

    /// <summary>Writes the sounds, numbered from 1, for ears and browsers.</summary>
    public static async Task WriteAsync(IReadOnlyList<SpokenItem> corpus, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < corpus.Count; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i + 1:000}.wav"), corpus[i].Sound.ToBytes(), cancellationToken);
        }
    }

    private static IEnumerable<T> Thin<T>(IEnumerable<T> all, Func<T, SpokenKind> kind, int every) =>
        all.GroupBy(kind).SelectMany(group => group.Where((_, index) => index % every == 0));
}
