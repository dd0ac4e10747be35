using Troupe.Conversation.Acting;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>The same phones said slowly, as usual and in haste: whoever hurries moves sooner and opens less, and shuts the lips all the same.</summary>
[Trait("Category", "fast")]
public sealed class SpeakingRateTests
{
    private const string Sentence = "m:70 aɪ':160 b:65 eɪ':150 b:60 i:95 p:75 ʌ':110 m:70 p:60 s:100 t:60 ɑ':130 p:70 f:90 ɔ':140 n:60 _:260 ɛ:80 m:75 ə:60 p:70";

    private static readonly double[] Rates = [0.7, 1, 1.6];

    [Fact]
    public void Vowels_reach_less_far_in_haste_and_are_still_seen()
    {
        double[] reaches = [.. Rates.Select(MeanReach)];
        reaches[0].ShouldBeInRange(reaches[1], 1);
        reaches[1].ShouldBeGreaterThan(reaches[2] + 0.02);
        reaches[2].ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Rises_shorten_in_haste()
    {
        double[] rises = [.. Rates.Select(rate => RiseOf(Plan(rate), VisemeSet.AA))];
        rises[0].ShouldBeGreaterThanOrEqualTo(rises[1]);
        rises[1].ShouldBeGreaterThan(rises[2]);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.6)]
    public void Lips_close_at_every_rate(double rate)
    {
        var (phones, cues) = (Phones(rate), Plan(rate));
        foreach (var phone in phones.Where(phone => phone.Ipa is "p" or "b" or "m"))
        {
            foreach (var framesPerSecond in new[] { 60, 120 })
            {
                var first = (int)Math.Ceiling(Math.Max(0, phone.Start.TotalSeconds - 0.01) * framesPerSecond);
                var last = (int)(phone.End.TotalSeconds * framesPerSecond);
                Enumerable.Range(first, last - first + 1).Min(frame => Lips.Opening(At(cues, (double)frame / framesPerSecond)))
                    .ShouldBeLessThanOrEqualTo(0.1, $"{phone} at {framesPerSecond} frames per second");
            }
        }
    }

    /// <summary>A contact that is held 54 ms, the shortest, rises and falls in 54 ms: its steepest is 1.875 / 54 ms. Nothing moves faster, however fast is spoken.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.6)]
    public void Nothing_moves_faster_than_the_limit(double rate)
    {
        const double Step = 1.0 / 1000;
        var cues = Plan(rate);
        var end = Phones(rate)[^1].End.TotalSeconds + 0.12;
        double[] opening = [.. Enumerable.Range(0, (int)(end / Step)).Select(frame => Lips.Opening(At(cues, frame * Step)))];
        opening.Zip(opening.Skip(1)).Max(pair => Math.Abs(pair.Second - pair.First) / Step).ShouldBeInRange(5, 1.875 / 0.054);
    }

    /// <summary>The same movements in less time would have the cube of the rate.</summary>
    [Fact]
    public void Jerk_keeps_its_bound_at_the_pace_of_people_and_grows_less_than_haste_would_make_it()
    {
        double[] jerks = [.. Rates.Select(JerkOf)];
        jerks[0].ShouldBeInRange(1000, jerks[1]);
        jerks[1].ShouldBeLessThan(27_000);
        jerks[2].ShouldBeLessThan(jerks[1] * 1.6 * 1.6 * 1.6);
    }

    private static double JerkOf(double rate)
    {
        var cues = Plan(rate);
        double[] shown = [.. Enumerable.Range(0, (int)((Phones(rate)[^1].End.TotalSeconds + 0.12) * 120)).Select(frame => Lips.Opening(At(cues, frame / 120.0)))];
        return Math.Sqrt(Enumerable.Range(3, shown.Length - 3).Average(at => Math.Pow((shown[at] - (3 * shown[at - 1]) + (3 * shown[at - 2]) - shown[at - 3]) * Math.Pow(120, 3), 2)));
    }

    private static double MeanReach(double rate)
    {
        var cues = Plan(rate);
        return Phones(rate).Where(phone => phone.Stressed).Average(phone =>
        {
            var shape = PhoneShapes.Of(phone.Ipa)[0];
            return Enumerable.Range(0, (int)phone.Duration.TotalMilliseconds).Max(at => At(cues, phone.Start.TotalSeconds + (at / 1000.0))[shape.Viseme]) / shape.Weight;
        });
    }

    // Milliseconds from a tenth to nine tenths of the first peak.
    private static int RiseOf(VisemeCue[] cues, int viseme)
    {
        float[] weights = [.. Enumerable.Range(0, 300).Select(time => At(cues, time / 1000.0)[viseme])];
        var peak = weights.Max();
        return Array.FindIndex(weights, weight => weight >= 0.9f * peak) - Array.FindIndex(weights, weight => weight >= 0.1f * peak);
    }

    private static IReadOnlyList<PhonemeTiming> Phones(double rate) =>
        [.. Spoken.Phones(Sentence).Select(phone => phone with { Start = phone.Start / rate, Duration = phone.Duration / rate })];

    private static VisemeCue[] Plan(double rate) => [.. Coarticulation.Plan(Phones(rate))];

    private static float[] At(VisemeCue[] cues, double seconds)
    {
        var weights = new float[VisemeSet.Count];
        MouthCurve.Sample(cues, TimeSpan.FromSeconds(seconds), weights);
        return weights;
    }
}
