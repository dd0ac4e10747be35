using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Acting;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class MouthTruthTests
{
    [Fact]
    public void A_frame_shows_what_sounds_in_its_middle() =>
        Mouths.Truth("_ 20, m 14, ɑ 26").Frames.Select(target => target.Viseme)
            .ShouldBe([VisemeSet.Sil, VisemeSet.Sil, VisemeSet.PP, VisemeSet.AA, VisemeSet.AA, VisemeSet.AA]);

    [Fact]
    public void A_diphthong_is_split_sixty_to_forty_and_may_keep_its_first_shape()
    {
        var frames = Mouths.Truth("aɪ 100").Frames;

        frames.Count(target => target.Viseme == VisemeSet.AA).ShouldBe(6);
        frames.Count(target => target.Viseme == VisemeSet.IH).ShouldBe(4);
        frames.ShouldAllBe(target => target.Accepts(VisemeSet.AA));
        frames[0].Accepts(VisemeSet.IH).ShouldBeFalse();
    }

    [Theory]
    [InlineData("h 10, u 10", VisemeSet.OU)]
    [InlineData("h 10, oʊ 10", VisemeSet.OH)]
    [InlineData("h 10, _ 10", VisemeSet.AA)]
    public void H_takes_the_next_vowel(string said, int viseme) => Mouths.Truth(said).Frames[0].Viseme.ShouldBe(viseme);

    [Theory]
    [InlineData("iː", "i")]
    [InlineData("n̩", "n")]
    [InlineData("ɑːɹ", "ɑ ɹ")]
    [InlineData("aɪə", "aɪ ə")]
    [InlineData("", "")]
    public void A_phone_of_a_voice_is_made_of_phones_of_the_truth(string ipa, string parts) => MouthTarget.Parts(ipa).ShouldBe(parts.Split(' '));

    [Fact]
    public void Parts_share_the_time()
    {
        var segments = Mouths.Truth("əl 80").Segments;

        segments.Select(segment => segment.Target.Viseme).ShouldBe([VisemeSet.AA, VisemeSet.NN]);
        segments.Select(segment => segment.End).ShouldBe([0.04, 0.08]);
    }

    [Fact]
    public void A_phone_that_it_does_not_know_is_named() =>
        Should.Throw<ArgumentException>(() => Mouths.Truth("ʘ 10")).Message.ShouldContain("'ʘ'");

    [Theory]
    [InlineData("p b m", VisemeSet.PP)]
    [InlineData("f v", VisemeSet.FF)]
    [InlineData("θ ð", VisemeSet.TH)]
    [InlineData("t d", VisemeSet.DD)]
    [InlineData("k ɡ", VisemeSet.KK)]
    [InlineData("tʃ dʒ ʃ", VisemeSet.CH)]
    [InlineData("s z", VisemeSet.SS)]
    [InlineData("n l", VisemeSet.NN)]
    [InlineData("ɹ", VisemeSet.RR)]
    [InlineData("ɑ", VisemeSet.AA)]
    [InlineData("ɛ", VisemeSet.E)]
    [InlineData("ɪ", VisemeSet.IH)]
    [InlineData("oʊ", VisemeSet.OH)]
    [InlineData("ʊ", VisemeSet.OU)]
    public void Phones_of_the_reference_have_its_viseme(string phones, int viseme) =>
        phones.Split(' ').ShouldAllBe(phone => MouthTarget.Of(phone)[0].Viseme == viseme && MouthTarget.Of(phone)[0].Accepts(viseme));
}
