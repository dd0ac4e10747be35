using Troupe.Engines.Flite;
using Troupe.Engines.Tests.Speaking;

namespace Troupe.Engines.Tests.Flite;

[Trait("Category", "fast")]
public sealed class IpaTests
{
    private const string Phones = "aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw b ch d dh f g hh jh k l m n ng p r s sh t th v w y z zh";

    [Fact]
    public void Knows_every_phone_of_the_set()
    {
        Phones.Split(' ').Select(static phone => Ipa.Of(phone, stressed: true)).ShouldAllBe(static symbol => symbol.Length > 0);
        Phones.Split(' ').Select(static phone => Ipa.Of(phone, stressed: true)).Distinct().Count().ShouldBe(40);
        Ipa.Of("pau", stressed: false).ShouldBe("");
        Ipa.Of("er", stressed: false).ShouldBe("ɚ");
    }

    [Theory]
    [InlineData("hello", "həloʊ", "l oʊ")]
    [InlineData("question", "kwɛstʃən", "k w ɛ s")]
    [InlineData("joyful birds", "dʒɔɪfəlbɝdz", "dʒ ɔɪ b ɝ d z")]
    [InlineData("the measure", "ðəmɛʒɚ", "m ɛ")]
    public async Task Writes_words_in_IPA_with_stress(string text, string ipa, string stressed)
    {
        var spoken = await Spoken.By(Embedded.Voices.Get("hts-slt"), text);

        string.Concat(spoken.Phonemes.Select(static phoneme => phoneme.Ipa)).ShouldBe(ipa);
        string.Join(' ', spoken.Phonemes.Where(static phoneme => phoneme.Stressed).Select(static phoneme => phoneme.Ipa)).ShouldBe(stressed);
    }

    [Fact]
    public void Has_a_pronunciation_without_unknown_phones()
    {
        var analysis = FliteAnalyzer.Analyze(FliteVoice.Register("slt"), FliteText.From("the quick brown fox jumps over the lazy dog with pleasure, joy and thought."));

        analysis.Phones.Select(static phone => phone.Name).Where(static name => name != Phone.Pause).ShouldAllBe(static name => Phones.Split(' ', StringSplitOptions.None).Contains(name));
    }
}
