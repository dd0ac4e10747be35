using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting.Aligning;

/// <summary>Says words as a list has them: <c>may m eɪ|mother m ʌ ð ɚ</c>; of a word that comes twice there are two ways.</summary>
internal sealed class SpelledPronouncer(string words) : IPronouncer
{
    private readonly ILookup<string, IReadOnlyList<SpokenPhone>> _ways = words.Split('|').Select(static word => word.Split(' '))
        .ToLookup(static parts => parts[0], static parts => (IReadOnlyList<SpokenPhone>)[.. parts.Skip(1).Select(static ipa => new SpokenPhone(ipa))]);

    public IReadOnlyList<IReadOnlyList<SpokenPhone>> Pronounce(string word) => [.. _ways[word]];
}
