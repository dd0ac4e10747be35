using System.Text;
using Troupe.Engines.Flite;

namespace Troupe.Engines.Tests.Flite;

[Trait("Category", "fast")]
public sealed class FliteTextTests
{
    [Theory]
    [InlineData("hello, there.", "hello, there. \0")]
    [InlineData("F B I, plan A", "f b i, plan ay \0")]
    [InlineData("it's 'quoted' dogs'", "it's quoted dogs \0")]
    [InlineData("café — \"no\"?", "caf no? \0")]
    [InlineData("$5.99 <b>", "599 b \0")]
    [InlineData("…", "\0")]
    public void Gives_flite_plain_words(string text, string plain) => Encoding.ASCII.GetString(FliteText.From(text).Utf8).ShouldBe(plain);

    [Fact]
    public void Finds_the_word_of_a_token_past_words_that_are_not_said()
    {
        var text = FliteText.From("one — two … three");

        text.Words.ShouldBe(["one", "—", "two", "…", "three"]);
        Enumerable.Range(0, 3).Select(text.WordOf).ShouldBe([0, 2, 4]);
    }

    [Theory]
    [InlineData("john's dogs don't bark at the A B C of it.")]
    [InlineData("one two three, four five six, seven.")]
    [InlineData("st dr mr i v x c d m iv xx")]
    public void Is_read_by_flite_as_one_token_per_word(string text)
    {
        var plain = FliteText.From(text);

        FliteAnalyzer.Analyze(FliteVoice.Register("slt"), plain).Phrases.SelectMany(static phrase => phrase.Words).Select(static word => word.Token).Distinct()
            .ShouldBe(Enumerable.Range(0, plain.Words.Count));
    }
}
