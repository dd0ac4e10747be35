using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Conversation.Tests.Acting.Formats;

[Trait("Category", "fast")]
public sealed class Mpeg4MouthTests
{
    [Fact]
    public void Every_mixture_of_two_shapes_comes_back_exactly()
    {
        var weights = new float[VisemeSet.Count];
        var again = new float[VisemeSet.Count];
        for (var first = 0; first < VisemeSet.Count; first++)
        {
            for (var second = 0; second < VisemeSet.Count; second++)
            {
                for (var blend = 0; blend <= Mpeg4Mouth.Steps; blend++)
                {
                    new Mpeg4Mouth(first, second, blend).ToWeights(weights);
                    Mpeg4Mouth.FromWeights(weights).ToWeights(again);
                    again.Zip(weights, (left, right) => Math.Abs(left - right)).Max().ShouldBeLessThan(1e-6f, $"{first} {second} {blend}");
                }
            }
        }
    }

    [Fact]
    public void What_weights_lack_of_one_is_rest() =>
        Mpeg4Mouth.FromWeights(Weights((VisemeSet.AA, 0.25f))).ShouldBe(new Mpeg4Mouth(VisemeSet.Sil, VisemeSet.AA, 47));

    [Fact]
    public void Two_shapes_are_kept_within_half_a_step()
    {
        var weights = Weights((VisemeSet.AA, 0.7123f), (VisemeSet.OU, 0.2877f));
        var again = new float[VisemeSet.Count];
        Mpeg4Mouth.FromWeights(weights).ToWeights(again);
        again[VisemeSet.AA].ShouldBe(weights[VisemeSet.AA], 0.5 / 63);
        again[VisemeSet.OU].ShouldBe(weights[VisemeSet.OU], 0.5 / 63);
    }

    [Fact]
    public void Of_three_shapes_the_weakest_is_lost() =>
        Mpeg4Mouth.FromWeights(Weights((VisemeSet.AA, 0.5f), (VisemeSet.OU, 0.3f), (VisemeSet.E, 0.2f))).ShouldBe(new Mpeg4Mouth(VisemeSet.AA, VisemeSet.OU, 39));

    [Fact]
    public void Touching_lips_stay_closed()
    {
        var again = new float[VisemeSet.Count];
        Mpeg4Mouth.FromWeights(Weights((VisemeSet.PP, 1))).ToWeights(again);
        again[VisemeSet.PP].ShouldBe(1);
        again.Sum().ShouldBe(1);
    }

    [Theory]
    [InlineData(15, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, 64)]
    public void Numbers_out_of_range_are_refused(int first, int second, int blend) =>
        Should.Throw<InvalidOperationException>(() => new Mpeg4Mouth(first, second, blend).ToWeights(new float[VisemeSet.Count]));

    private static float[] Weights(params ReadOnlySpan<(int Viseme, float Weight)> mix)
    {
        var weights = new float[VisemeSet.Count];
        foreach (var (viseme, weight) in mix)
        {
            weights[viseme] = weight;
        }

        return weights;
    }
}
