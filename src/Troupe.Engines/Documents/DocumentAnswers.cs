using System.Collections.Frozen;

namespace Troupe.Engines.Documents;

/// <summary>Makes answers of passages: a few whole sentences, as a person would say them.</summary>
internal static class DocumentAnswers
{
    /// <summary>Sentences in an answer; more is a lecture.</summary>
    private const int MostSentences = 3;

    /// <summary>Words after which no further sentence is added: about twenty seconds of speech.</summary>
    private const int ManyWords = 45;

    /// <summary>A passage of at most this many words is said as a whole rather than by one sentence.</summary>
    private const int FewWords = 40;

    /// <summary>A sentence belongs to the answer when it scores at least this part of the best one.</summary>
    private const double Relevant = 0.55;

    /// <summary>First words that are written small in the middle of a sentence.</summary>
    private static readonly FrozenSet<string> Small =
        "The A An It Its We You They There This That These Those Our Your In On At From For All Every Each No If When While Things Children Visitors Groups Tickets Lunch Lockers Please Photographs Take Most Some Many Both Only After Before With Without By To".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>First words that point to the sentence before.</summary>
    private static readonly FrozenSet<string> Pointing = "It Its They She He Her His This These Those Both Their".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The most relevant sentences of a passage, with its name.</summary>
    /// <param name="found">The passage.</param>
    /// <param name="spoken">What was said before and need not be said again; empty to say it anyway.</param>
    public static string Say(Candidate found, string spoken)
    {
        var sentences = found.Passage.Section.Sentences;
        var chosen = Choose(found, i => spoken.Length > 0 && spoken.Contains(sentences[i][1..], StringComparison.Ordinal));
        var name = found.Passage.Section.Name;
        var source = name.StartsWith("The ", StringComparison.Ordinal) ? "the " + name[4..] : name;
        if (chosen.Count == 0)
        {
            return $"That is all that I know about {InSentence(name, [found.Passage])}.";
        }

        var text = string.Join(' ', chosen.Select(i => sentences[i]));
        var first = text.Split(' ', 2)[0];
        return Small.Contains(first) ? $"According to {source}, {char.ToLowerInvariant(text[0])}{text[1..]}" : $"According to {source}: {text}";
    }

    /// <summary>What can be asked about, as a sentence.</summary>
    public static string Topics(IReadOnlyList<Passage> passages)
    {
        var titles = passages.Select(passage => passage.Section.Title).Distinct(StringComparer.Ordinal).Take(4).Select(title => InSentence(title, passages)).ToList();
        var examples = passages.Where(passage => passage.Section.Headings.Count > 0).GroupBy(passage => passage.Section.Title, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).SelectMany(group => group).Select(passage => InSentence(passage.Section.Name, passages)).Distinct(StringComparer.Ordinal).Take(3).ToList();
        return titles.Count == 0 ? "I have nothing to tell yet, because I have no documents."
            : $"I can tell you about {Enumerate(titles, "and")}{(examples.Count == 0 ? "." : $". You can ask, for example, about {Enumerate(examples, "or")}.")}";
    }

    private static List<int> Choose(Candidate found, Func<int, bool> isSpoken)
    {
        var sentences = found.Passage.Section.Sentences;
        var free = Enumerable.Range(0, sentences.Count).Where(i => !isSpoken(i)).ToList();
        if (free.Count == 0)
        {
            return [];
        }

        var best = free.MaxBy(i => found.Sentences[i]);
        var threshold = found.Sentences[best] * Relevant;
        var wanted = found.Sentences[best] > 0
            ? free.Where(i => found.Sentences[i] >= threshold).OrderByDescending(i => found.Sentences[i]).ThenBy(i => i).ToList()
            : [free[0], .. free.Skip(1).Take(1)];
        SortedSet<int> chosen = [];
        var words = 0;
        foreach (var i in wanted)
        {
            if (chosen.Count == MostSentences || (chosen.Count > 0 && words + Words(i) > ManyWords))
            {
                break;
            }

            words += chosen.Add(i) ? Words(i) : 0;
            for (var before = i; before > 0 && chosen.Count < MostSentences && Pointing.Contains(sentences[before].Split(' ', 2)[0]); before--)
            {
                words += chosen.Add(before - 1) ? Words(before - 1) : 0;
            }
        }

        if (chosen.Count == 1 && free.Count == sentences.Count && sentences.Count <= MostSentences && free.Sum(Words) <= FewWords)
        {
            return free;
        }

        if (chosen.Count == 1 && chosen.Max + 1 < sentences.Count && !isSpoken(chosen.Max + 1) && Pointing.Contains(sentences[chosen.Max + 1].Split(' ', 2)[0]) && words + Words(chosen.Max + 1) <= ManyWords)
        {
            chosen.Add(chosen.Max + 1);
        }

        return [.. chosen];

        int Words(int i) => sentences[i].Count(' ') + 1;
    }

    /// <summary>A heading in the middle of a sentence: "Opening hours" becomes "opening hours"; a lone word that is never written small, such as "Troupe", stays.</summary>
    private static string InSentence(string heading, IReadOnlyList<Passage> passages)
    {
        var first = heading.Split(' ', 2)[0];
        if (first.Length == 0 || !first.Skip(1).All(char.IsLower))
        {
            return heading;
        }

        var small = char.ToLowerInvariant(first[0]) + first[1..];
        return first.Length < heading.Length || passages.Any(passage => passage.Section.Sentences.Any(sentence => sentence.Contains(' ' + small, StringComparison.Ordinal)))
            ? small + heading[first.Length..]
            : heading;
    }

    private static string Enumerate(IReadOnlyList<string> items, string conjunction) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[^1]}";
}
