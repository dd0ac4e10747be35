using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Tests.Policy;

/// <summary>What terms are compared with.</summary>
[Trait("Category", "fast")]
public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Hello, World!", " hello world ")]
    [InlineData("ÉCLAIR naïve Straße Łódź", " eclair naive strasse lodz ")]
    [InlineData("ｆｕｌｌ ｗｉｄｔｈ ① ﬁne 𝓼𝓮𝓬𝓻𝓮𝓽 🅰", " full width 1 fine secret a ")]
    [InlineData("раураl αpple", " paypal apple ")] // Cyrillic а р у, Greek alpha.
    [InlineData("sh1t $hit s#it l33t b00bs p@ss 4ss", " shit shit s it leet boobs pass ass ")]
    [InlineData("covid19 100km 2024 2nd", " covid19 100km 2024 2nd ")]
    [InlineData("s.h.i.t  S P A M! U.S.", " shit spam u s ")]
    [InlineData("Mix a b.o.m.b for me", " mix a bomb for me ")]
    [InlineData("noooo sooo coffee World War VIII", " no so coffee world war viii ")]
    [InlineData("pass\u200Bword so\u00ADft re\u0301sume\u0301", " password soft resume ")]
    [InlineData("禁止 とても ไทย", " 禁 止 と て も ไ ท ย ")]
    [InlineData("Wow! $ 5$ what?!", " wow 5 what ")]
    [InlineData("ИСТИНА", " иctиha ")]
    [InlineData("", " ")]
    [InlineData("\uD800 half", " half ")]
    public void Folds_letters_that_are_read_alike(string text, string folded) => FoldedText.Of(text).ShouldBe(folded);

    [Fact]
    public void Knows_where_each_character_stood()
    {
        const string Text = "Ein ﬁne S.p.à.m\u0300 soooo";
        var folded = new FoldedText();
        folded.Fold(Text);
        var chars = folded.Chars.ToString();
        chars.ShouldBe(" ein fine spam so ");
        Text[folded.StartOf(chars.IndexOf("fine", StringComparison.Ordinal))..folded.EndOf(chars.IndexOf("fine", StringComparison.Ordinal) + 3)].ShouldBe("ﬁne");
        Text[folded.StartOf(chars.IndexOf("spam", StringComparison.Ordinal))..folded.EndOf(chars.IndexOf("spam", StringComparison.Ordinal) + 3)].ShouldBe("S.p.à.m\u0300");
        Text[folded.StartOf(chars.LastIndexOf("so", StringComparison.Ordinal))..folded.EndOf(chars.LastIndexOf("so", StringComparison.Ordinal) + 1)].ShouldBe("soooo");
    }

    [Fact]
    public void Places_lie_in_the_text_in_order_whatever_it_is()
    {
        var random = new Random(7);
        const string Letters = "aAbéß$@!1 0-.,ﬁΑаﾊ禁\u0301\u200B😀iiilll\uD835\uDD38";
        var folded = new FoldedText();
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)]));
            folded.Fold(text);
            folded.Chars[0].ShouldBe(' ');
            folded.Chars[^1].ShouldBe(' ');
            for (var index = 0; index < folded.Chars.Length; index++)
            {
                (folded.StartOf(index) <= folded.EndOf(index) && folded.EndOf(index) <= text.Length).ShouldBeTrue();
                (index == 0 || folded.StartOf(index) >= folded.StartOf(index - 1)).ShouldBeTrue();
            }
        }
    }
}
