using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class CoarticulationTests
{
    private static readonly string[] Sentences =
    [
        "b:42 eɪ':120 b:38 i:80 p:60 ʌ':70 m:45 p:30 s:85 m:60 u':140 v:40 f:75 aɪ':160 v:55 b:50 ɑ':120 k:50 s:60 ɪ:50 z:90",
        "_:150 h:55 ə:48 l:70 oʊ':190 _:140 aɪ':130 æ:75 m:65 eɪ':150 d:45 ə:110 _:200",
        "ɪ:50 m:20 p:20 ɔ':90 ɹ:40 t:30 n̩:60 t:40 b:15 v:10 ə:30",
    ];

    [Fact]
    public void Lips_close_on_every_bilabial_at_every_frame_rate()
    {
        foreach (var sentence in Sentences)
        {
            var phonemes = Spoken.Phones(sentence);
            VisemeCue[] cues = [.. Coarticulation.Plan(phonemes)];
            foreach (var phoneme in phonemes.Where(phoneme => phoneme.Ipa is "p" or "b" or "m"))
            {
                foreach (var framesPerSecond in new[] { 60, 120 })
                {
                    for (var phase = 0; phase < 5; phase++)
                    {
                        Closed(cues, phoneme.Start - Milliseconds(60), phoneme.End + Milliseconds(25), framesPerSecond, phase / 5.0)
                            .ShouldBeTrue($"{phoneme} of {sentence} at {framesPerSecond} frames per second");
                    }
                }
            }
        }
    }

    [Fact]
    public void Lips_are_closed_10_to_40_ms_before_a_bilabial_sounds()
    {
        var phonemes = Spoken.Phones("ɑ:200 b:80 ɑ:200 m:60 i:200 p:90 u:150");
        VisemeCue[] cues = [.. Coarticulation.Plan(phonemes)];
        foreach (var phoneme in phonemes.Where(phoneme => phoneme.Ipa is "p" or "b" or "m"))
        {
            var closed = FirstTime(phoneme.Start - Milliseconds(80), time => Lips.Opening(Weights(cues, time)) <= 0.1);
            (phoneme.Start - closed).TotalMilliseconds.ShouldBeInRange(10, 40);
        }
    }

    [Fact]
    public void A_short_f_still_touches_the_teeth()
    {
        VisemeCue[] cues = [.. Coarticulation.Plan(Spoken.Phones("ɑ:120 f:15 ɑ:120"))];
        Enumerable.Range(60, 120).Max(time => Weights(cues, Milliseconds(time))[VisemeSet.FF]).ShouldBe(1f);
    }

    [Fact]
    public void Lips_round_before_a_rounded_vowel()
    {
        VisemeCue[] spread = [.. Coarticulation.Plan(Spoken.Phones("s:90 t:60 i':150"))];
        VisemeCue[] rounded = [.. Coarticulation.Plan(Spoken.Phones("s:90 t:60 u':150"))];
        Weights(spread, Milliseconds(60))[VisemeSet.OU].ShouldBe(0);
        Weights(rounded, Milliseconds(75))[VisemeSet.OU].ShouldBeGreaterThan(0.2f);
    }

    [Fact]
    public void A_diphthong_glides_from_its_first_shape_to_its_second()
    {
        VisemeCue[] cues = [.. Coarticulation.Plan(Spoken.Phones("aʊ':200"))];
        cues.Select(cue => (cue.Viseme, cue.Start.TotalMilliseconds, cue.Duration.TotalMilliseconds, cue.Weight))
            .ShouldBe([(VisemeSet.AA, 0, 120, 1f), (VisemeSet.OU, 120, 80, 0.85f)]);
    }

    [Fact]
    public void Stress_opens_a_vowel() =>
        (Coarticulation.Plan(Spoken.Phones("ɑ':100"))[0].Weight, Coarticulation.Plan(Spoken.Phones("ɑ:100"))[0].Weight).ShouldBe((1f, 0.8f));

    [Fact]
    public void H_takes_the_shape_of_the_next_vowel() =>
        Coarticulation.Plan(Spoken.Phones("h:60 u':120"))[0].Viseme.ShouldBe(VisemeSet.OU);

    [Fact]
    public void The_mouth_is_closed_120_ms_after_the_end()
    {
        foreach (var sentence in Sentences)
        {
            var phonemes = Spoken.Phones(sentence);
            VisemeCue[] cues = [.. Coarticulation.Plan(phonemes)];
            var end = phonemes.Last(phoneme => phoneme.Ipa.Length > 0).End;
            Weights(cues, end + Milliseconds(120))[1..].ShouldAllBe(weight => weight == 0);
        }
    }

    [Fact]
    public void A_pause_closes_the_mouth()
    {
        VisemeCue[] cues = [.. Coarticulation.Plan(Spoken.Phones("ɑ':150 _:250 ɑ':150"))];
        Weights(cues, Milliseconds(270))[1..].ShouldAllBe(weight => weight == 0);
    }

    [Fact]
    public void No_shape_is_shorter_than_two_frames()
    {
        var cues = Coarticulation.Plan(Spoken.Phones("ɑ:90 t:12 s:20 l:8 i:90 k:14 ə:11 d:90"));
        cues.ShouldAllBe(cue => cue.Duration.TotalMilliseconds >= 40);
    }

    [Fact]
    public void Any_phonemes_give_ordered_visemes_within_range()
    {
        var random = new Random(5);
        string[] symbols = ["p", "f", "u", "ɑ", "", "t", "aʊ", "h", "☃", "\ud800", "w", "m", "ʃ", "ˈ", "pf", "Q"];
        for (var round = 0; round < 2_000; round++)
        {
            var start = 0.0;
            var phonemes = Enumerable.Range(0, random.Next(0, 12)).Select(_ =>
            {
                var duration = random.Next(0, 120);
                var phoneme = new Troupe.Conversation.Speaking.PhonemeTiming(symbols[random.Next(symbols.Length)], Milliseconds(start), Milliseconds(duration), random.Next(2) == 0);
                start += duration;
                return phoneme;
            }).ToList();
            var cues = Coarticulation.Plan(phonemes);
            cues.Zip(cues.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start).ShouldBeTrue();
            cues.All(cue => cue is { Viseme: >= 0 and < VisemeSet.Count, Weight: > 0 and <= 1 } && cue.Start >= TimeSpan.Zero && cue.Duration > TimeSpan.Zero).ShouldBeTrue();
        }
    }

    private static bool Closed(VisemeCue[] cues, TimeSpan from, TimeSpan until, int framesPerSecond, double phase)
    {
        for (var frame = Math.Max(0, Math.Floor(from.TotalSeconds * framesPerSecond)); (frame + phase) / framesPerSecond < until.TotalSeconds; frame++)
        {
            if (Weights(cues, TimeSpan.FromSeconds((frame + phase) / framesPerSecond))[VisemeSet.PP] >= 0.9f)
            {
                return true;
            }
        }

        return false;
    }

    private static TimeSpan FirstTime(TimeSpan from, Func<TimeSpan, bool> holds)
    {
        while (!holds(from))
        {
            from += TimeSpan.FromMilliseconds(1);
        }

        return from;
    }

    private static float[] Weights(VisemeCue[] cues, TimeSpan time)
    {
        var weights = new float[VisemeSet.Count];
        MouthCurve.Sample(cues, time, weights);
        return weights;
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
