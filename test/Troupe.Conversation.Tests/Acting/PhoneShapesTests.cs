using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class PhoneShapesTests
{
    /// <summary>The phones of the CMU set that the English voices use, as IPA.</summary>
    public static readonly string[] English =
    [
        "ɑ", "æ", "ʌ", "ɔ", "aʊ", "ə", "aɪ", "b", "tʃ", "d", "ð", "ɛ", "ɝ", "ɚ", "eɪ", "f", "ɡ", "h", "ɪ", "i", "dʒ", "k", "l", "m", "n",
        "ŋ", "oʊ", "ɔɪ", "p", "ɹ", "s", "ʃ", "t", "θ", "ʊ", "u", "v", "w", "j", "z", "ʒ",
    ];

    [Fact]
    public void Every_english_phone_has_shapes_that_share_its_time()
    {
        foreach (var phone in English)
        {
            PhoneShapes.Of(phone).Sum(shape => shape.Share).ShouldBe(1, 1e-9, phone);
        }
    }

    [Theory]
    [InlineData("m", VisemeSet.PP)]
    [InlineData("v", VisemeSet.FF)]
    [InlineData("ð", VisemeSet.TH)]
    [InlineData("d", VisemeSet.DD)]
    [InlineData("ŋ", VisemeSet.KK)]
    [InlineData("dʒ", VisemeSet.CH)]
    [InlineData("z", VisemeSet.SS)]
    [InlineData("l", VisemeSet.NN)]
    [InlineData("ɝ", VisemeSet.RR)]
    [InlineData("æ", VisemeSet.AA)]
    [InlineData("ɛ", VisemeSet.E)]
    [InlineData("i", VisemeSet.IH)]
    [InlineData("ɔ", VisemeSet.OH)]
    [InlineData("w", VisemeSet.OU)]
    [InlineData("", VisemeSet.Sil)]
    public void Takes_the_viseme_of_the_reference(string ipa, int viseme) => PhoneShapes.Of(ipa)[0].Viseme.ShouldBe(viseme);

    [Theory]
    [InlineData("iː", "i")]
    [InlineData("ˈɑ", "ɑ")]
    [InlineData("t͡ʃ", "tʃ")]
    [InlineData("pʰ", "p")]
    [InlineData("n̩", "n")]
    [InlineData("ɑ̃", "ɑ")]
    [InlineData("dʱ", "d")]
    [InlineData("kʲ", "k")]
    [InlineData("i˥˩", "i")]
    [InlineData("u4", "u")]
    [InlineData("o²¹", "o")]
    [InlineData("a↗", "a")]
    [InlineData("ts‿", "ts")]
    [InlineData("(e)", "e")]
    public void Marks_do_not_change_the_shape(string marked, string plain) => PhoneShapes.Of(marked).ShouldBe(PhoneShapes.Of(plain));

    [Fact]
    public void Unknown_symbols_open_the_mouth_a_little() =>
        PhoneShapes.Of("☃").ShouldBe([new PhoneShape(VisemeSet.IH, 1, 0.4f)]);

    [Fact]
    public void Compounds_go_from_symbol_to_symbol() =>
        PhoneShapes.Of("ɑɹ").Select(shape => (shape.Viseme, shape.Share)).ShouldBe([(VisemeSet.AA, 0.5), (VisemeSet.RR, 0.5)]);

    [Fact]
    public void A_glide_is_half_as_long_as_its_vowel() =>
        PhoneShapes.Of("wa").Select(shape => (shape.Viseme, Math.Round(shape.Share, 6))).ShouldBe([(VisemeSet.OU, 0.333333), (VisemeSet.AA, 0.666667)]);

    [Fact]
    public void What_takes_the_next_shape_adds_none_within_a_compound() => PhoneShapes.Of("ʔa").ShouldBe(PhoneShapes.Of("a"));

    [Fact]
    public void Labialised_sounds_round_the_lips() =>
        PhoneShapes.Of("kʷ").Select(shape => shape.Viseme).ShouldBe([VisemeSet.KK, VisemeSet.OU]);

    [Theory]
    [InlineData("β")]
    [InlineData("β̞")]
    [InlineData("ɸ")]
    public void Lips_that_come_near_do_not_touch(string phone) => PhoneShapes.Of(phone).ShouldHaveSingleItem().Weight.ShouldBeInRange(0.4f, 0.7f);

    [Theory]
    [InlineData("c\u0327")]
    [InlineData("ç")]
    public void Composed_and_decomposed_are_the_same(string phone) => PhoneShapes.Of(phone).ShouldBe([new PhoneShape(VisemeSet.KK, 1, 0.6f)]);

    [Fact]
    public void Broken_text_is_answered() => PhoneShapes.Of("\ud800").Count.ShouldBe(1);

    [Fact]
    public void Any_text_is_answered_by_shapes_that_share_its_time() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll<string>(text =>
        {
            var shapes = PhoneShapes.Of(text ?? "");
            return Math.Abs(shapes.Sum(shape => shape.Share) - 1) < 1e-9
                && shapes.All(shape => shape is { Viseme: >= PhoneShapes.NextVowel and < VisemeSet.Count, Share: > 0, Weight: > 0 and <= 1 });
        }));
}
