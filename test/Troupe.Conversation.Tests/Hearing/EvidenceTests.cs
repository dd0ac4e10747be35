using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class EvidenceTests
{
    [Theory]
    [InlineData(0, -4)]
    [InlineData(0.01, -4)]
    [InlineData(0.02, -3.8918)]
    [InlineData(0.25, -1.0986)]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 1.0986)]
    [InlineData(0.98, 3.8918)]
    [InlineData(1, 4)]
    [InlineData(-3, -4)]
    [InlineData(7, 4)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 4)]
    [InlineData(double.NegativeInfinity, -4)]
    public void Of_sound_is_what_the_model_says_within_its_most(double probability, double evidence) =>
        Evidence.OfSound(probability).ShouldBe(evidence, 1e-4);

    [Theory]
    [InlineData(0.5, 4, 0.9820)]
    [InlineData(0.5, -4, 0.0180)]
    [InlineData(0.27, 1.0986, 0.5260)]
    [InlineData(0.97, -4, 0.3719)]
    [InlineData(0.001, 4, 0.0518)]
    public void Adds_up(double before, double evidence, double after) => Evidence.Add(before, evidence).ShouldBe(after, 1e-4);

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0, 4)]
    [InlineData(1, -4)]
    [InlineData(double.NaN, 4)]
    public void Leaves_what_is_certain_and_what_nothing_is_added_to(double probability, double evidence) => Evidence.Add(probability, evidence).ShouldBe(probability);

    [Fact]
    public void Of_two_who_contradict_each_other_as_strongly_leaves_nothing() =>
        Evidence.Add(0.8, Evidence.OfSound(0.2)).ShouldBe(0.5, 1e-12);
}
