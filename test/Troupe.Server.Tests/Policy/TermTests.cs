using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Tests.Policy;

/// <summary>Terms are found as whole words, in all their forms.</summary>
[Trait("Category", "fast")]
public sealed class TermTests
{
    [Theory]
    [InlineData("bet", "I bet, she bets, he is betting; the better one. Beta, alphabet, bett.", "bet bets betting better")]
    [InlineData("hate", "hate hates hated hating hatable hat", "hate hates hated hating hatable")]
    [InlineData("party", "Party parties partied partying part", "Party parties partied partying")]
    [InlineData("credit card", "Credit cards, a CREDIT-CARD, credit  card; card credit", "Credit cards|CREDIT-CARD|credit  card")]
    [InlineData("gift", "gift gifts gifted Gïfts gíft", "gift gifts gifted Gïfts gíft")]
    public void Finds_the_forms_of_a_term(string term, string text, string found) =>
        Found(text, inflected: true, term).ShouldBe(found.Split(found.Contains('|') ? '|' : ' '));

    [Fact]
    public void Finds_a_term_as_it_is_when_it_is_not_inflected() => Found("bet bets BET b\u00E9t betting", inflected: false, "bet").ShouldBe(["bet", "BET", "b\u00E9t"]);

    [Fact]
    public void Finds_terms_that_overlap_or_lie_inside_each_other() =>
        Found("new york city hall", inflected: false, "new york", "york city", "city", "new york city").ShouldBe(["new york", "new york city", "york city", "city"], ignoreOrder: true);

    [Fact]
    public void Finds_what_a_search_word_by_word_finds()
    {
        var random = new Random(3);
        string Word() => $"{"abc"[random.Next(3)]}{"abc"[random.Next(3)]}";
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word()));
        for (var round = 0; round < 200; round++)
        {
            var terms = Enumerable.Range(0, 30).Select(_ => FoldedText.Of(Words(random.Next(1, 4))).Trim()).Distinct().ToArray();
            var text = FoldedText.Of(Words(60));
            var expected = terms.Sum(term => Enumerable.Range(0, text.Length).Count(at => text.AsSpan(at).StartsWith($" {term} ")));
            Found(text, inflected: false, terms).Length.ShouldBe(expected);
        }
    }

    private static string[] Found(string text, bool inflected, params string[] terms)
    {
        var sought = terms.SelectMany((term, index) =>
        {
            var folded = FoldedText.Of(term).TrimEnd();
            var last = folded.LastIndexOf(' ') + 1;
            return (inflected ? Inflection.Of(folded[last..]) : [(folded[last..], Endings.None)]).Select(form => new SoughtTerm(0, index, folded[..last] + form.Stem, form.Endings));
        });
        var (folded, matches) = (new FoldedText(), new List<Match>());
        folded.Fold(text);
        new TermAutomaton([.. sought]).Find(folded, matches);
        return [.. matches.Select(match => text[match.Start..match.End])];
    }
}
