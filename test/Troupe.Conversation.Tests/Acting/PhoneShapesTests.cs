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
    public void Marks_do_not_change_the_shape(string marked, string plain) => PhoneShapes.Of(marked).ShouldBe(PhoneShapes.Of(plain));

    [Fact]
    public void Unknown_symbols_open_the_mouth_a_little() =>
        PhoneShapes.Of("☃").ShouldBe([new PhoneShape(VisemeSet.IH, 1, 0.4f)]);

    [Fact]
    public void Compounds_go_from_symbol_to_symbol() =>
        PhoneShapes.Of("ɑɹ").Select(shape => (shape.Viseme, shape.Share)).ShouldBe([(VisemeSet.AA, 0.5), (VisemeSet.RR, 0.5)]);

    [Fact]
    public void Broken_text_is_answered() => PhoneShapes.Of("\ud800").Count.ShouldBe(1);
}
