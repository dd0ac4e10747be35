using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Tests.Speaking;

[Trait("Category", "fast")]
public sealed partial class TextNormalizerProperties
{
    private static readonly string[] Pieces =
    [
        "$", "€", "£", "5", "12", "1,000", "3.14", "00", "99999999999999999999", "-", "–", "—", ":", "/", ".", ",", "'", "’", "\"", "(", ")", "[", "](", "%", "°C", "km", "GB", "k", "st", "th",
        "AM", "March", "2026", "3/14/2026", "XIV", "Dr.", "NASA", "FBI", "e.g.", "@", "#", "www.", "http://", "a", "A", "I", "word", "Ünï", "ß", "日本", "👍🏽", "\u200d", "\ud800", "\udc00", "\0", "\t",
        " ", "  ", "½", "²", "…", "*", "_", "~", "`", "<", ">", "&", "+", "=", "^", "|", "\\", "é\u0301", "ﬁ", "Ⅷ", "①", "㎞", "ǆ", "v1.2.3", "24/7", "10:30", "555-1234", "+1", "!", "?",
    ];

    [Fact]
    public void Never_throws_and_says_only_what_a_voice_can_say() =>
        Prop.ForAll(Texts(), static text =>
        {
            var spoken = TextNormalizer.Normalize(text);
            spoken.Words.Select(static word => word.Text).ShouldBe(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            foreach (var word in spoken.Words.SelectMany(static word => word.Spoken))
            {
                Sayable().IsMatch(word.Text).ShouldBeTrue($"'{word.Text}' of '{text}'");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Never_throws_for_any_string() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), static text => _ = TextNormalizer.Normalize(text ?? "").ForVoice())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Leaves_plain_words_as_they_are()
    {
        var word = Gen.Elements("hello", "it's", "museum", "questions", "the", "of", "don't", "answer", "and", "we", "time", "may", "march", "second");
        Prop.ForAll(Arb.From(Gen.NonEmptyListOf(word).Select(static words => string.Join(' ', words))), static text =>
        {
            var once = TextNormalizer.Normalize(text).ToString();
            once.ShouldBe(text);
            TextNormalizer.Normalize(once).ToString().ShouldBe(once);
        }).Check(Config.QuickThrowOnFailure);
    }

    private static Arbitrary<string> Texts() => Arb.From(Gen.ListOf(Gen.Elements(Pieces)).Select(static pieces => string.Concat(pieces)));

    [GeneratedRegex(@"^(?:[a-z]+(?:'[a-z]+)*|[A-Z](?:'s)?)\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sayable();
}
