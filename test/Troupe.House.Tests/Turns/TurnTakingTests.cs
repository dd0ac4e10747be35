namespace Troupe.House.Tests.Turns;

[Trait("Category", "fast")]
public sealed class TurnTakingTests
{
    private static readonly IReadOnlyList<TurnChange> Changes = TurnMap.Explore();

    [Fact]
    public void The_page_of_turn_taking_says_what_the_reducer_does() =>
        Compare(TurnPage.Write(Changes), "docs", "reference", "turn-taking.md");

    [Fact]
    public void The_picture_of_turn_taking_shows_what_the_reducer_does() =>
        Compare(TurnPicture.Write(TurnEdge.Of(Changes)), "docs", "images", "turn-taking.svg");

    [Fact]
    public void Every_place_can_be_reached_and_left()
    {
        var places = Enum.GetValues<TurnPlace>();
        Changes.Where(change => change.From != change.To).Select(change => change.To).Distinct().ShouldBe(places, ignoreOrder: true);
        Changes.Where(change => change.From != change.To).Select(change => change.From).Distinct().ShouldBe(places, ignoreOrder: true);
    }

    private static void Compare(string expected, params string[] path)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("TROUPE_ACCEPT_API") == "yes")
        {
            File.WriteAllText(file, expected);
        }

        LineChanges.Between(File.ReadAllText(file), expected).ShouldBeEmpty($"./dev api writes {string.Join('/', path)} again");
    }
}
