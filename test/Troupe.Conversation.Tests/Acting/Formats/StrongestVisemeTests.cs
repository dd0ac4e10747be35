using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Conversation.Tests.Acting.Formats;

[Trait("Category", "fast")]
public sealed class StrongestVisemeTests
{
    [Fact]
    public void Rest_is_silence() => Of().ShouldBe(VisemeSet.Sil);

    [Fact]
    public void The_strongest_shape_leads() => Of((VisemeSet.AA, 0.3f), (VisemeSet.OU, 0.6f)).ShouldBe(VisemeSet.OU);

    [Fact]
    public void A_shape_that_is_hardly_begun_leaves_the_mouth_at_rest() => Of((VisemeSet.AA, 0.2f), (VisemeSet.OU, 0.1f)).ShouldBe(VisemeSet.Sil);

    [Fact]
    public void Touching_lips_win_against_an_equal() => Of((VisemeSet.AA, 0.5f), (VisemeSet.PP, 0.5f)).ShouldBe(VisemeSet.PP);

    [Fact]
    public void Every_shape_alone_is_its_own_number() =>
        Enumerable.Range(0, VisemeSet.Count).Select(viseme => Of((viseme, 1))).ShouldBe(Enumerable.Range(0, VisemeSet.Count));

    private static int Of(params (int Viseme, float Weight)[] mix)
    {
        var weights = new float[VisemeSet.Count];
        foreach (var (viseme, weight) in mix)
        {
            weights[viseme] = weight;
        }

        return StrongestViseme.Of(weights);
    }
}
