using Troupe.Engines.Documents;

namespace Troupe.Engines.Tests.Documents;

[Trait("Category", "fast")]
public sealed class MarkdownSectionsTests
{
    [Fact]
    public void Splits_by_headings_and_keeps_their_path()
    {
        var sections = MarkdownSections.Read("# Shop\nWelcome.\n## Hours\nOpen at nine.\n### Sundays\nClosed.\n## Way\nTake the bus.", "file");
        sections.Select(section => (section.Title, string.Join(" > ", section.Headings), section.Sentences[0])).ShouldBe(
            [("Shop", "", "Welcome."), ("Shop", "Hours", "Open at nine."), ("Shop", "Hours > Sundays", "Closed."), ("Shop", "Way", "Take the bus.")]);
    }

    [Fact]
    public void A_document_without_a_title_has_its_file_name()
    {
        var section = MarkdownSections.Read("Just text.", "opening hours").ShouldHaveSingleItem();
        (section.Title, section.Name).ShouldBe(("opening hours", "opening hours"));
    }

    [Fact]
    public void A_question_is_not_a_name() =>
        MarkdownSections.Read("# Help\n## Can I pay by card?\nYes.", "file").ShouldHaveSingleItem().Name.ShouldBe("Help");

    [Theory]
    [InlineData("**Bold** and _soft_ `code` [link](https://example.org) &amp; ![image](x.png)more.", "Bold and soft code link & more.")]
    [InlineData("wrapped\nline.", "wrapped line.")]
    [InlineData("No full stop", "No full stop.")]
    [InlineData("- apples\n- pears\n- plums", "apples, pears and plums.")]
    [InlineData("We sell:\n\n- apples\n- pears", "We sell: apples and pears.")]
    [InlineData("Please note:\n\n- You have to leave your bags at the front desk.\n- No dogs.", "Please note.|You have to leave your bags at the front desk.|No dogs.")]
    [InlineData("1. Go in.\n2. Turn left and walk up the stairs to the second floor.", "Go in.|Turn left and walk up the stairs to the second floor.")]
    [InlineData("| Day | Hours |\n|---|---|\n| Monday | closed |\n| Tuesday | nine to five |", "Monday: closed.|Tuesday: nine to five.")]
    [InlineData("| Ticket | Adults | Students |\n|---|---|---|\n| Day | ten dollars | five dollars |", "Day: Adults ten dollars, Students five dollars.")]
    [InlineData("> Quoted words.", "Quoted words.")]
    [InlineData("```\ncode\n```\nText.", "Text.")]
    [InlineData("<div>html</div>\n\nText.", "Text.")]
    [InlineData("Ask Dr. Smith. It is 3.5 miles.", "Ask Dr. Smith.|It is 3.5 miles.")]
    public void Text_is_read_as_sentences(string markdown, string sentences) =>
        MarkdownSections.Read(markdown, "file").ShouldHaveSingleItem().Sentences.ShouldBe(sentences.Split('|'));

    [Fact]
    public void Front_matter_is_not_text() => MarkdownSections.Read("---\ntitle: x\n---\n# Shop\nText.", "file").ShouldHaveSingleItem().Sentences.ShouldBe(["Text."]);

    [Theory]
    [InlineData("")]
    [InlineData("# Only a title")]
    [InlineData("```\ncode\n```")]
    public void Nothing_to_say_gives_no_section(string markdown) => MarkdownSections.Read(markdown, "file").ShouldBeEmpty();
}
