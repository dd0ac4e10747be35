using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>Whatever is said, in whatever order and however fast: phones of 20 to 250 ms, pauses of 80 to 400 ms, any stress and loudness; or, for calm, at the pace of people.</summary>
[Trait("Category", "fast")]
public sealed class MouthProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly string[] Symbols =
        [.. PhoneShapesTests.English, "p", "b", "m", "p", "b", "m", "f", "y", "ø", "β̞", "ɸ", "tsʰ", "kʷ", "pf", "ʁ", "ɑ̃", "ɖʱ", "☃", ""];

    [Fact]
    public void Weights_add_up_to_at_most_one() => Holds(Hurried, (_, cues) => Frames(cues, 120).All(weights => weights.Sum() <= 1.00001f && weights.Min() >= 0));

    [Fact]
    public void Lips_are_shut_in_the_middle_of_every_bilabial() => Holds(Hurried, (phones, cues) => Bilabials(phones)
        .All(phone => Lips.Opening(At(cues, phone.Start + (phone.Duration / 2))) <= 0.1));

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    public void A_frame_shows_shut_lips_from_10_ms_before_a_bilabial_to_its_end(int framesPerSecond) => Holds(Hurried, (phones, cues) => Bilabials(phones).All(phone =>
    {
        var first = (int)Math.Ceiling(Math.Max(0, phone.Start.TotalSeconds - 0.01) * framesPerSecond);
        var last = (int)(phone.End.TotalSeconds * framesPerSecond);
        return Enumerable.Range(first, last - first + 1).Any(frame => Lips.Opening(At(cues, TimeSpan.FromSeconds((double)frame / framesPerSecond))) <= 0.1);
    }));

    [Fact]
    public void The_mouth_rests_120_ms_after_the_last_sound() => Holds(Hurried, (phones, cues) =>
    {
        var sounds = phones.Where(phone => phone.Ipa.Length > 0).ToList();
        return sounds.Count == 0 || At(cues, sounds[^1].End + TimeSpan.FromMilliseconds(120))[1..].All(weight => weight == 0);
    });

    [Fact]
    public void The_mouth_is_still_in_every_pause_from_120_ms_after_a_sound_to_100_ms_before_the_next() => Holds(Hurried, (phones, cues) => phones
        .Where(phone => phone.Ipa.Length == 0 && phone.Duration.TotalMilliseconds > 220)
        .All(pause =>
        {
            for (var time = pause.Start + TimeSpan.FromMilliseconds(120); time < pause.End - TimeSpan.FromMilliseconds(100); time += TimeSpan.FromMilliseconds(5))
            {
                if (At(cues, time)[1..].Any(weight => weight > 0))
                {
                    return false;
                }
            }

            return true;
        }));

    /// <summary>27 000 /s³ is what a prototype with dominance functions reached; switching from shape to shape has 520 000.</summary>
    [Fact]
    public void The_opening_moves_with_a_jerk_of_27_000_at_most_at_120_frames_per_second()
    {
        var (squares, count) = (0.0, 0);
        foreach (var phones in Calm.Generator.Sample(14, new Rnd(2026), 1000))
        {
            VisemeCue[] cues = [.. Coarticulation.Plan(phones)];
            var opening = Frames(cues, 120).Select(Lips.Opening).ToArray();
            for (var frame = 3; frame < opening.Length; frame++)
            {
                var jerk = (opening[frame] - (3 * opening[frame - 1]) + (3 * opening[frame - 2]) - opening[frame - 3]) * Math.Pow(120, 3);
                squares += jerk * jerk;
                count++;
            }
        }

        Math.Sqrt(squares / count).ShouldBeInRange(1000, 27_000);
    }

    private static IEnumerable<PhonemeTiming> Bilabials(IEnumerable<PhonemeTiming> phones) => phones.Where(phone => phone.Ipa is "p" or "b" or "m");

    private static void Holds(Arbitrary<List<PhonemeTiming>> speech, Func<IReadOnlyList<PhonemeTiming>, VisemeCue[], bool> property) => Check.One(
        Many,
        Prop.ForAll(speech, phones => property(phones, [.. Coarticulation.Plan(phones)])));

    private static Arbitrary<List<PhonemeTiming>> Hurried { get; } = Speech(1, Gen.Frequency((1, Gen.Choose(20, 40)), (2, Gen.Choose(41, 250))));

    private static Arbitrary<List<PhonemeTiming>> Calm { get; } = Speech(8, Gen.Choose(50, 250));

    private static Arbitrary<List<PhonemeTiming>> Speech(int least, Gen<int> durations) => (
        from count in Gen.Choose(least, 14)
        from phones in Gen.ListOf(
            from symbol in Gen.Elements(Symbols)
            from duration in symbol.Length == 0 ? Gen.Choose(80, 400) : durations
            from stressed in Gen.Elements(true, false)
            from loudness in Gen.Frequency((1, Gen.Constant<double?>(null)), (2, Gen.Choose(-20, 20).Select(decibels => (double?)decibels)))
            select (symbol, duration, stressed, loudness), count)
        select Timed(phones)).ToArbitrary();

    private static List<PhonemeTiming> Timed(IEnumerable<(string Symbol, int Duration, bool Stressed, double? Loudness)> phones)
    {
        var start = TimeSpan.Zero;
        var timed = new List<PhonemeTiming>();
        foreach (var (symbol, duration, stressed, loudness) in phones)
        {
            timed.Add(new PhonemeTiming(symbol, start, TimeSpan.FromMilliseconds(duration), stressed, loudness));
            start = timed[^1].End;
        }

        return timed;
    }

    private static IEnumerable<float[]> Frames(VisemeCue[] cues, int framesPerSecond)
    {
        var end = cues.Length == 0 ? TimeSpan.Zero : cues.Max(cue => cue.Start + cue.Duration) + MouthCurve.Reach;
        for (var frame = 0; frame <= end.TotalSeconds * framesPerSecond; frame++)
        {
            yield return At(cues, TimeSpan.FromSeconds((double)frame / framesPerSecond));
        }
    }

    private static float[] At(VisemeCue[] cues, TimeSpan time)
    {
        var weights = new float[VisemeSet.Count];
        MouthCurve.Sample(cues, time, weights);
        return weights;
    }
}
