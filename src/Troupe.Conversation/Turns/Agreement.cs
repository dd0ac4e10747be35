using System.Collections.Frozen;

namespace Troupe.Conversation.Turns;

/// <summary>Tells whether an answer to one text also answers another: whether two hearings of the same speech agree in meaning. English.</summary>
/// <remarks>
/// They agree when the same words follow each other, once articles, fillers and politeness are left out and contractions written in full. Any other difference may matter
/// (a number, a negation, a name), so none is forgiven.
/// </remarks>
internal static class Agreement
{
    private static readonly FrozenSet<string> Empty = FrozenSet.ToFrozenSet(
        ["a", "an", "the", "ah", "eh", "er", "erm", "hm", "hmm", "mm", "oh", "uh", "um", "well", "so", "please", "okay", "ok"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Full = new Dictionary<string, string>
    {
        ["what's"] = "what is", ["where's"] = "where is", ["when's"] = "when is", ["who's"] = "who is", ["how's"] = "how is", ["that's"] = "that is",
        ["it's"] = "it is", ["there's"] = "there is", ["i'm"] = "i am", ["you're"] = "you are", ["we're"] = "we are", ["they're"] = "they are",
        ["i'd"] = "i would", ["you'd"] = "you would", ["i'll"] = "i will", ["you'll"] = "you will", ["i've"] = "i have", ["you've"] = "you have",
        ["don't"] = "do not", ["doesn't"] = "does not", ["didn't"] = "did not", ["isn't"] = "is not", ["aren't"] = "are not", ["can't"] = "can not",
        ["cannot"] = "can not", ["won't"] = "will not", ["wouldn't"] = "would not", ["gonna"] = "going to", ["wanna"] = "want to",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the texts agree.</summary>
    public static bool Holds(string first, string second) =>
        string.Equals(first, second, StringComparison.OrdinalIgnoreCase) || Words(first).SequenceEqual(Words(second), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Words(string text) => text
        .Split([' ', '\t', '\n', ',', '.', '-', '?', '!', ';', ':', '"'], StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(word => Full.TryGetValue(word, out var words) ? words.Split(' ') : [word])
        .Where(word => !Empty.Contains(word));
}
