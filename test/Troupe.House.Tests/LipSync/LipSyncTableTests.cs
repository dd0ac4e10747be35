using Troupe.Benchmarks.Harness;
using Troupe.Benchmarks.LipSync.Page;
using Troupe.Benchmarks.LipSync.Peers;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class LipSyncTableTests
{
    [Fact]
    public void A_row_for_each_way_shows_what_reaches_its_aim_and_what_does_not()
    {
        Figure[] figures =
        [
            new("timed.anna.strict15", 0.826, "", ">= 0.8"),
            new("timed.anna.lag_ms", 20, "ms", "-10 to 10"),
            new("timed.anna.jerk", 28123, "/s3", "<= 27000"),
            new("peer.anna.coarse", 0.4, ""),
        ];

        var lines = LipSyncTable.Of(figures, ["timed", "peer", "absent"], ["anna"]).Split('\n');

        lines[0].ShouldBe("### anna");
        lines[2].ShouldStartWith("| way | strict | accepted | coarse |");
        lines[4].ShouldBe("| timed | **0.83** | – | – | – | – | – | – | – | – | – | – | – | – | – | 20 ▾ | – | – | – |");
        lines[5].ShouldStartWith("| peer | – | – | 0.40 |");
        lines[6].ShouldBeEmpty();
        lines.ShouldContain("| anna | – | – | – | – | 28123 ▾ | – |");
        lines.ShouldContain("- timed: strict15 >= 0.8, lag_ms -10 to 10, jerk <= 27000");
    }

    [Theory]
    [InlineData("<= 50", 50, true)]
    [InlineData(">= 0.92", 0.91, false)]
    [InlineData("10 to 40", 9, false)]
    [InlineData("-10 to 10", -10, true)]
    public void Aims_are_read(string aim, double value, bool met) => FigureAim.IsMet(new Figure("x", value, "", aim)).ShouldBe(met);

    [Fact]
    public void An_aim_in_other_words_is_refused() =>
        Should.Throw<FormatException>(() => FigureAim.IsMet(new Figure("x", 1, "", "about 3"))).Message.ShouldBe("'about 3' is no aim: write <= N, >= N or N to N.");

    [Fact]
    public void The_page_has_figures_of_every_peer()
    {
        var page = File.ReadAllText(Repository.PathOf(Repository.Files("*-lip-sync-benchmark.md").Single()));
        foreach (var peer in Peer.All)
        {
            page.ShouldContain($"\n| {peer.Name} | ");
        }
    }
}
