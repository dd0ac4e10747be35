namespace Troupe.Engines.Documents;

/// <summary>A passage that may answer.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Score">Sum of BM25 over the concepts of the question and, less, of what was asked before.</param>
/// <param name="Coverage">Part of the question's weight that it holds, 0 to 1.</param>
/// <param name="Sentences">Score of each of its sentences.</param>
internal sealed record Candidate(Passage Passage, double Score, double Coverage, IReadOnlyList<double> Sentences);

/// <summary>Finds passages for questions. Lives inside the index's lock.</summary>
/// <remarks>BM25: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, as FTS5 computes it.</remarks>
internal sealed class DocumentSearch(IReadOnlyList<Passage> passages, Func<string, IReadOnlyDictionary<long, double>> sections, Func<string, IReadOnlyDictionary<long, double>> sentences)
{
    /// <summary>A related word tells less than the one that was said.</summary>
    private const double RelatedWeight = 0.6;

    /// <summary>The kind of answer wanted decides between passages but does not find one.</summary>
    private const double KindWeight = 0.35;

    /// <summary>A weak word hardly decides whether a passage covers a question.</summary>
    private const double WeakWeight = 0.25;

    /// <summary>A word as it was said tells more than another of the same stem: "founded" is not "found". A plural is the same word.</summary>
    private const double ExactWeight = 2;

    /// <summary>A passage whose heading holds the topic says the main thing first.</summary>
    private const double LeadWeight = 0.6;

    /// <summary>What was asked before finds the passage; the sentence is found by what is asked.</summary>
    private const double EarlierSentenceWeight = 0.15;

    /// <summary>What was asked before helps a follow-up to find its passage but does not outweigh what it says itself.</summary>
    private const double EarlierWeight = 0.5;

    /// <summary>All passages, in reading order.</summary>
    public IReadOnlyList<Passage> Passages => passages;

    /// <summary>The best passage, or null when none holds anything of the question.</summary>
    public Candidate? Best(IReadOnlyList<Concept> question, IReadOnlyList<Concept> earlier)
    {
        var tallies = passages.ToDictionary(passage => passage.Id, passage => new Tally(passage));
        var kindsOnly = question.All(concept => concept.Kind || concept.Weak);
        var weightOfAll = 0.0;
        foreach (var concept in question)
        {
            var factor = kindsOnly ? 1 : concept.Kind ? KindWeight : 1;
            weightOfAll += Add(concept, factor, 1, counts: kindsOnly || !concept.Kind, tallies);
        }

        foreach (var concept in earlier)
        {
            var factor = concept.Kind ? KindWeight : 1;
            Add(concept, (kindsOnly ? 1 : EarlierWeight) * factor, EarlierSentenceWeight * factor, counts: false, tallies);
        }

        return tallies.Values
            .Where(tally => tally.Score > 0)
            .Select(tally => tally.ToCandidate(weightOfAll))
            .OrderByDescending(candidate => candidate.Score * (0.05 + (candidate.Coverage * candidate.Coverage)))
            .ThenBy(candidate => candidate.Passage.Id)
            .FirstOrDefault();
    }

    /// <summary>Adds what passages hold of a concept; returns its weight in the question.</summary>
    private double Add(Concept concept, double factor, double sentenceFactor, bool counts, Dictionary<long, Tally> tallies)
    {
        var said = Found(sections, concept.Words);
        var related = Found(sections, concept.Related);
        var holding = said.Keys.Union(related.Keys).Count();
        var weight = counts ? Math.Log(1 + ((passages.Count - holding + 0.5) / (holding + 0.5))) * (concept.Weak ? WeakWeight : 1) : 0;
        var saidSentences = Found(sentences, concept.Words);
        var relatedSentences = Found(sentences, concept.Related);
        foreach (var tally in tallies.Values)
        {
            var id = tally.Passage.Id;
            var exact = concept.Words.Any(tally.Passage.Says) ? ExactWeight : 1;
            var score = Math.Max(exact * said.GetValueOrDefault(id), RelatedWeight * related.GetValueOrDefault(id));
            if (score <= 0)
            {
                continue;
            }

            tally.Score += factor * score;
            tally.Held += weight;
            tally.Leads |= !concept.Kind && !concept.Weak && (concept.Words.Any(tally.Passage.HeadingWords.Contains) || concept.Related.Any(tally.Passage.HeadingWords.Contains));
            for (var i = 0; i < tally.Sentences.Length; i++)
            {
                var sentence = tally.Passage.SentenceId(i);
                tally.Sentences[i] += sentenceFactor * Math.Max(exact * saidSentences.GetValueOrDefault(sentence), RelatedWeight * relatedSentences.GetValueOrDefault(sentence));
            }
        }

        return weight;
    }

    private static IReadOnlyDictionary<long, double> Found(Func<string, IReadOnlyDictionary<long, double>> search, IReadOnlyList<string> words) =>
        words.Count == 0 ? new Dictionary<long, double>() : search(string.Join(" OR ", words.Select(word => $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\"")));

    /// <summary>What one passage holds of a question.</summary>
    private sealed class Tally(Passage passage)
    {
        public Passage Passage { get; } = passage;

        public double Score { get; set; }

        public double Held { get; set; }

        public bool Leads { get; set; }

        public double[] Sentences { get; } = new double[passage.Section.Sentences.Count];

        public Candidate ToCandidate(double weightOfAll)
        {
            Sentences[0] += Leads ? LeadWeight * Sentences.Max() : 0;
            return new Candidate(Passage, Score, weightOfAll == 0 ? 0 : Held / weightOfAll, Sentences);
        }
    }
}
