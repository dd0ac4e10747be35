namespace Troupe.Server.Policy.Matching;

/// <summary>A term that is looked for.</summary>
/// <param name="Rule">Index of its rule.</param>
/// <param name="Term">Index of the term in its rule.</param>
/// <param name="Stem">The folded term with a space before it, without its endings.</param>
/// <param name="Endings">What may follow before the word ends.</param>
/// <param name="Weight">What it adds to a topic.</param>
internal sealed record SoughtTerm(int Rule, int Term, string Stem, Endings Endings, double Weight = 1);

/// <summary>
/// Finds all of thousands of terms in one walk over a folded text (Aho and Corasick, Efficient string matching, CACM 18:6, 1975). Immutable; thread-safe; a walk
/// allocates nothing.
/// </summary>
/// <remarks>The edges of a node are sorted: a step is a binary search. A full table would be faster and take some hundred times the memory.</remarks>
internal sealed class TermAutomaton
{
    private readonly SoughtTerm[] _terms;
    private readonly int[] _nextTerm;
    private readonly int[] _firstEdge;
    private readonly char[] _edges;
    private readonly int[] _targets;
    private readonly int[] _fallback;
    private readonly int[] _firstTerm;
    private readonly int[] _shorter;

    /// <summary>Builds it.</summary>
    public TermAutomaton(IReadOnlyList<SoughtTerm> terms)
    {
        _terms = [.. terms];
        _nextTerm = new int[_terms.Length];
        List<SortedDictionary<char, int>> nodes = [[]];
        var firstTerm = new List<int> { -1 };
        for (var term = 0; term < _terms.Length; term++)
        {
            var node = 0;
            foreach (var character in _terms[term].Stem)
            {
                if (!nodes[node].TryGetValue(character, out var next))
                {
                    next = nodes.Count;
                    nodes[node].Add(character, next);
                    nodes.Add([]);
                    firstTerm.Add(-1);
                }

                node = next;
            }

            _nextTerm[term] = firstTerm[node];
            firstTerm[node] = term;
        }

        _firstTerm = [.. firstTerm];
        _firstEdge = new int[nodes.Count + 1];
        _edges = new char[nodes.Count - 1];
        _targets = new int[nodes.Count - 1];
        var edge = 0;
        for (var node = 0; node < nodes.Count; node++)
        {
            _firstEdge[node] = edge;
            foreach (var (character, target) in nodes[node])
            {
                (_edges[edge], _targets[edge]) = (character, target);
                edge++;
            }
        }

        _firstEdge[^1] = edge;
        _fallback = new int[nodes.Count];
        _shorter = new int[nodes.Count];
        Link();
    }

    /// <summary>Finds all terms.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Gets what is found.</param>
    public void Find(FoldedText text, List<Match> matches)
    {
        var chars = text.Chars;
        var node = 0;
        for (var at = 0; at < chars.Length; at++)
        {
            node = Step(node, chars[at]);
            for (var found = _firstTerm[node] >= 0 ? node : _shorter[node]; found != 0; found = _shorter[found])
            {
                for (var term = _firstTerm[found]; term >= 0; term = _nextTerm[term])
                {
                    Take(_terms[term], text, at, matches);
                }
            }
        }
    }

    private static void Take(SoughtTerm term, FoldedText text, int last, List<Match> matches)
    {
        var rest = text.Chars[(last + 1)..];
        var ending = rest.IndexOf(' ');
        if (ending >= 0 && term.Endings.Has(rest[..ending]))
        {
            // The first character of the stem is the space before it.
            matches.Add(new Match(term.Rule, text.StartOf(last - term.Stem.Length + 2), text.EndOf(last + ending), term.Term, term.Weight));
        }
    }

    private int Step(int node, char character)
    {
        while (true)
        {
            if (Follow(node, character) is var next and not 0)
            {
                return next;
            }

            if (node == 0)
            {
                return 0;
            }

            node = _fallback[node];
        }
    }

    private int Follow(int node, char character)
    {
        var (low, high) = (_firstEdge[node], _firstEdge[node + 1] - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_edges[middle] == character)
            {
                return _targets[middle];
            }

            (low, high) = _edges[middle] < character ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }

    // Breadth first: what a node falls back to is nearer to the root.
    private void Link()
    {
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var node))
        {
            for (var edge = _firstEdge[node]; edge < _firstEdge[node + 1]; edge++)
            {
                var child = _targets[edge];
                _fallback[child] = node == 0 ? 0 : Step(_fallback[node], _edges[edge]);
                _shorter[child] = _firstTerm[_fallback[child]] >= 0 ? _fallback[child] : _shorter[_fallback[child]];
                queue.Enqueue(child);
            }
        }
    }
}
