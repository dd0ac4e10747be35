using System.Collections.Frozen;

namespace Troupe.Conversation.Turns;

/// <summary>Tells words from the sounds that people make while they listen.</summary>
internal static class RealWord
{
    private static readonly FrozenSet<string> Fillers = FrozenSet.ToFrozenSet(
        ["ah", "eh", "er", "erm", "ha", "hm", "hmm", "huh", "mm", "mmm", "mhm", "oh", "uh", "um", "uhh", "umm"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text holds a word of two letters or more that is not a filler. English.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        var fillers = Fillers.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in text.SplitAny(' ', '\t', '\n', ',', '.', '-', '?', '!'))
        {
            var word = text[range];
            if (word.Length >= 2 && char.IsLetter(word[0]) && !fillers.Contains(word))
            {
                return true;
            }
        }

        return false;
    }
}
