using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>
/// Every phone of nine languages with the shapes it takes, in order. The inventories are those of the illustrations of the IPA in the Journal of the
/// International Phonetic Association: German (Kohler 1990), French (Fougeron and Smith 1993), Castilian Spanish (Martínez-Celdrán et al. 2003),
/// Italian (Rogers and d'Arcangeli 2004), Portuguese (Cruz-Ferreira 1995; Barbosa and Albano 2004), Japanese (Okada 1991),
/// Mandarin (Lee and Zee 2003), Hindi (Ohala 1994); and of English the phones of the CMU dictionary and those of British and of espeak-ng's English.
/// </summary>
[Trait("Category", "fast")]
public sealed class PhonesOfLanguagesTests
{
    [Theory]
    [InlineData("English", """
        p b m PP | f v FF | θ ð TH | t d ɾ DD | k ɡ g ŋ KK | tʃ dʒ ʃ ʒ t͡ʃ d͡ʒ ʧ ʤ CH | s z SS | n l ɫ n̩ l̩ NN | ɹ r ɝ ɚ ɜː ɜ˞ ə˞ ɹ̩ RR
        ɑ ɑː æ ʌ ə ɐ aː AA | ɛ e ɛː E | ɪ i iː j ᵻ IH | ɔ ɔː ɒ OH | ʊ u uː w ʍ OU | h ʔ next
        aɪ AA IH | aʊ AA OU | eɪ E IH | oʊ OH OU | əʊ AA OU | ɔɪ OH IH | ɪə IH AA | eə E AA | ʊə OU AA | juː IH OU | ɑːɹ AA RR | ɔːɹ OH RR | ɛɹ E RR
        """)]
    [InlineData("German", """
        p b m pʰ m̩ PP | pf p͡f PP FF | f v FF | t d tʰ DD | ts t͡s s z SS | n l n̩ l̩ NN | k ɡ ŋ kʰ x χ ç ʁ ʀ KK | ʃ ʒ tʃ dʒ t͡ʃ CH | r RR
        iː ɪ j IH | eː ɛ ɛː E | a aː ɐ ə AA | yː ʏ uː ʊ OU | øː ɔ oː œ OH | h ʔ next
        aɪ aɪ̯ a͡ɪ AA IH | aʊ aʊ̯ AA OU | ɔʏ ɔʏ̯ OH OU | ɔɪ OH IH | iːɐ̯ IH AA | eːɐ̯ E AA
        """)]
    [InlineData("French", """
        p b m PP | f v FF | t d DD | k ɡ ŋ ʁ χ KK | s z SS | ʃ ʒ CH | n l ɲ NN | i j IH | e ɛ ɛ̃ E | a ɑ ə ɑ̃ AA
        y u w ɥ OU | ø œ o ɔ œ̃ ɔ̃ õ OH | wa OU AA | ɥi OU IH | jɛ̃ IH E | wɛ̃ OU E
        """)]
    [InlineData("Spanish", """
        p b m β β̞ PP | f ɱ FF | θ ð ð̞ TH | t d t̪ d̪ ɾ DD | k ɡ x ɣ ɣ˕ ɣ̞ ŋ ʝ ɟʝ KK | s SS | tʃ t͡ʃ CH | n l ɲ ʎ NN | r RR
        i j IH | e E | a AA | o OH | u w OU | ai AA IH | au AA OU | ei E IH | oi OH IH | eu E OU | je IH E | we OU E
        """)]
    [InlineData("Italian", """
        p b m pː bː PP | f v ɱ FF | t d tː d̪ DD | k ɡ ŋ kː KK | ts dz t͡s d͡z s z SS | tʃ dʒ ʃ ʃː t͡ʃː CH | n l ɲ ɲː ʎ ʎː NN | r RR | ɾ DD
        i j IH | e ɛ E | a AA | o ɔ OH | u w OU | ai AA IH | jɛ IH E | wɔ OU OH
        """)]
    [InlineData("Portuguese", """
        p b m β PP | f v FF | ð TH | t d ɾ DD | k ɡ ɣ ʁ x ŋ KK | s z SS | ʃ ʒ tʃ dʒ t͡ʃ d͡ʒ CH | n l ɫ ɲ ʎ NN | r RR | h next
        i ĩ ɨ j j̃ IH | e ɛ ẽ E | a ɐ ɐ̃ AA | o ɔ õ OH | u ũ ʊ w w̃ OU
        ɐ̃w̃ ɐ̃w AA OU | õj̃ OH IH | ẽj̃ E IH | kʷ KK OU | ɡʷ KK OU
        """)]
    [InlineData("Japanese", """
        p b m pʲ bʲ mʲ pː ɸ PP | t d ɾ ɾʲ tː DD | k ɡ ŋ ɴ ç kʲ ɰ KK | s z ts dz t͡s SS | ɕ ʑ tɕ dʑ t͡ɕ d͡ʑ CH | n nʲ ɲ NN | h next
        i iː i̥ j IH | e eː E | a aː AA | o oː OH | ɯ ɯː ɯ̥ ɯᵝ u w OU
        """)]
    [InlineData("Mandarin", """
        p pʰ m PP | f FF | t tʰ DD | k kʰ x ŋ KK | ts tsʰ t͡sʰ s SS | tɕ tɕʰ t͡ɕʰ ɕ tʂ tʂʰ ʈʂ ʈ͡ʂʰ ʂ ʐ CH | n l NN | ɻ ɚ ɻ̩ ɹ̩ RR
        i i˥ i1 j ɿ ʅ IH | e ɛ E | a ɑ ɤ ɤ˧˥ ə a˨˩˦ a⁴ AA | o ɔ o˥˩ OH | u ʊ y y˧˥ w ɥ OU
        ai̯ AA IH | au̯ ɑu̯˥˩ AA OU | ei̯ E IH | ou̯ OH OU | ja IH AA | wa OU AA | ɥɛ OU E | ja˥ IH AA
        """)]
    [InlineData("Hindi", """
        p pʰ b bʱ m PP | f ʋ v FF | t̪ t̪ʰ d̪ d̪ʱ ʈ ʈʰ ɖ ɖʱ ɾ ɽ ɽʱ DD | k kʰ ɡ ɡʱ ŋ x ɣ q KK | s z SS | tʃ tʃʰ dʒ dʒʱ t͡ʃʰ d͡ʒʱ ʃ ʂ CH | n ɳ ɲ l NN | r RR | ɦ h next
        ɪ iː ĩː j IH | eː ɛː ẽː E | ə aː ãː ə̃ AA | oː ɔː õː OH | ʊ uː ũː OU
        """)]
    public void Every_phone_takes_its_shapes(string language, string table)
    {
        foreach (var row in table.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = row.Split(' ');
            var first = Array.FindIndex(words, word => Shape(word) is not null);
            first.ShouldBeGreaterThan(0, row);
            foreach (var phone in words[..first])
            {
                PhoneShapes.Of(phone).Select(shape => shape.Viseme).ShouldBe(words[first..].Select(word => Shape(word)!.Value), $"{language} {phone}");
            }
        }
    }

    // Shapes are written in capitals, so that E is a shape and e a phone.
    private static int? Shape(string word)
    {
        var viseme = VisemeSet.Names.ToList().FindIndex(name => name.ToUpperInvariant() == word);
        return word == "next" ? PhoneShapes.NextVowel : viseme < 0 ? null : viseme;
    }
}
