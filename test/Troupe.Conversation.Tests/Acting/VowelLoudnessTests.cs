using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class VowelLoudnessTests
{
    [Theory]
    [InlineData("ʌ")]
    [InlineData("æ'")]
    [InlineData("i")]
    [InlineData("ə")]
    [InlineData("oʊ")]
    public void The_louder_a_vowel_the_wider_it_opens_within_bounds(string vowel)
    {
        var ordinary = Widest(Said($"{vowel}:140"));
        double[] widest = [.. Enumerable.Range(-12, 25).Select(decibels => Widest(Said($"{vowel}:140@{decibels}")))];
        widest.Zip(widest.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First);
        widest[4].ShouldBeLessThan(widest[12] - 0.01);
        widest[12].ShouldBe(ordinary);
        (widest[0], widest[24]).ShouldBe((widest[4], widest[20]));
        widest[0].ShouldBeGreaterThan(ordinary * 0.89);
        widest[24].ShouldBeLessThan(ordinary * 1.26);
    }

    [Fact]
    public void A_vowel_without_stress_opens_as_wide_as_a_stressed_one_where_it_is_loud() =>
        Said("ʌ:140@8").Single(cue => cue.Viseme == VisemeSet.AA).Weight.ShouldBe(Said("ʌ':140").Single(cue => cue.Viseme == VisemeSet.AA).Weight, 1e-6f);

    [Theory]
    [InlineData(-20)]
    [InlineData(0)]
    [InlineData(20)]
    public void Lips_that_touch_stay_shut_however_loud_all_around_is(int decibels)
    {
        var text = $"ɑ':120@{decibels} m:60@{decibels} ɑ:110@{decibels} p:50@{decibels} aɪ':150@{decibels} b:30@{decibels} ɔ:90@{decibels}";
        var phones = Spoken.Phones(text);
        VisemeCue[] cues = [.. Coarticulation.Plan(phones)];
        foreach (var phone in phones.Where(phone => phone.Ipa is "p" or "b" or "m"))
        {
            Lips.Opening(At(cues, phone.Start + (phone.Duration / 2))).ShouldBeLessThanOrEqualTo(0.1, $"{phone.Ipa} at {decibels} dB");
            cues.ShouldContain(cue => cue.Viseme == VisemeSet.PP && cue.Weight == 1 && cue.Start < phone.Start && cue.Start + cue.Duration > phone.Start);
        }
    }

    [Fact]
    public void What_is_no_number_is_ordinary() =>
        Coarticulation.Plan([new PhonemeTiming("ɑ", TimeSpan.Zero, TimeSpan.FromMilliseconds(120), Loudness: double.NaN)]).ShouldBe(Coarticulation.Plan(Spoken.Phones("ɑ:120")));

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    public void Loudness_is_measured_against_the_ordinary_vowel_at_any_volume(double volume)
    {
        var phones = Spoken.Phones("_:50 h:60 ɑ:100 m:60 i':100 w:60 ʌ:100 _:50");
        var sound = Tones(phones, volume, 0, 9_000, 4_000, 9_000, 8_000, 500, 2_000, 0);
        VowelLoudness.Measure(phones, sound, AudioFormat.Hearing).Select(phone => phone.Loudness).ShouldBe([null, null, 0, null, 6, null, -6, null]);
    }

    [Fact]
    public void What_is_known_stays_and_silence_or_missing_sound_say_nothing()
    {
        var phones = Spoken.Phones("ɑ:100@3 i:100 u:100 ɛ:100");
        var sound = Tones(phones, 1, 4_000, 4_000, 0, 4_000)[..4_800];
        VowelLoudness.Measure(phones, sound, AudioFormat.Hearing).Select(phone => phone.Loudness).ShouldBe([3, 0, null, null]);
    }

    [Fact]
    public void Only_vowels_are_asked_for_their_power_and_an_odd_answer_is_none()
    {
        List<int> asked = [];
        double[] powers = [0, 4, 0, 1, double.NaN, double.PositiveInfinity];
        VowelLoudness.Of(Spoken.Phones("h:60 ɑ:100 m:60 i:100 u:90 oʊ:80"), index =>
        {
            asked.Add(index);
            return powers[index];
        }).Select(phone => phone.Loudness).ShouldBe([null, 3, null, -3, null, null]);
        asked.ShouldBe([1, 3, 4, 5]);
    }

    private static short[] Tones(IReadOnlyList<PhonemeTiming> phones, double volume, params double[] amplitudes) =>
        [.. phones.SelectMany((phone, index) => Enumerable.Range(0, AudioFormat.Hearing.Samples(phone.Duration))
            .Select(sample => (short)Math.Round(volume * amplitudes[index] * Math.Sin(2 * Math.PI * 200 / 16_000 * sample))))];

    private static VisemeCue[] Said(string vowel) => [.. Coarticulation.Plan(Spoken.Phones($"t:60 {vowel} t:60"))];

    private static double Widest(VisemeCue[] cues) => Enumerable.Range(0, 300).Max(time => Lips.Opening(At(cues, TimeSpan.FromMilliseconds(time))));

    private static float[] At(VisemeCue[] cues, TimeSpan time)
    {
        var weights = new float[VisemeSet.Count];
        MouthCurve.Sample(cues, time, weights);
        return weights;
    }
}
