using System.Text;
using Troupe.Server.Assets.Formats;
using Troupe.Server.Assets.Formats.Svg;

namespace Troupe.Server.Tests.Assets.Formats;

[Trait("Category", "fast")]
public sealed class SvgTests
{
    private const string Head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    [Fact]
    public void What_is_safe_stays_as_it_is()
    {
        var (clean, facts) = Clean(Samples.Svg);
        clean.ShouldBe(Samples.Svg.Replace("/>", " />", StringComparison.Ordinal));
        (facts.Width, facts.Height, facts.Removed.Count).ShouldBe((20, 10, 0));
    }

    [Fact]
    public void A_clean_drawing_is_cleaned_to_itself()
    {
        var (once, _) = Clean($"{Head}<g style=\"fill: red; stroke-width: 2px\" onclick=\"x()\"><path d=\"M0 0L9 9\"/><text x=\"1\">A &amp; B</text></g></svg>");
        var (twice, facts) = Clean(once);
        twice.ShouldBe(once);
        facts.Removed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"x()\"/></foreignObject>", "foreignObject")]
    [InlineData("<style>@import url(https://evil.example/x.css);</style>", "style")]
    [InlineData("<image href=\"https://evil.example/x.png\"/>", "image")]
    [InlineData("<a href=\"javascript:alert(1)\"><rect/></a>", "a")]
    [InlineData("<set attributeName=\"href\" to=\"javascript:alert(1)\"/>", "set")]
    [InlineData("<html:script xmlns:html=\"http://www.w3.org/1999/xhtml\">alert(1)</html:script>", "html:script")]
    [InlineData("<rect onload=\"alert(1)\"/>", "@onload")]
    [InlineData("<rect ONCLICK=\"alert(1)\"/>", "@ONCLICK")]
    [InlineData("<use href=\"https://evil.example/x.svg#a\"/>", "@href")]
    [InlineData("<use xlink:href=\"data:image/svg+xml;base64,AAAA\"/>", "@xlink:href")]
    [InlineData("<rect fill=\"url(https://evil.example/x)\"/>", "@fill")]
    [InlineData("<rect fill=\"u\\72l(https://evil.example/x)\"/>", "@fill")]
    [InlineData("<rect style=\"fill:url('//evil.example/x')\"/>", "@style fill")]
    [InlineData("<rect style=\"background-image:url(https://evil.example/x)\"/>", "@style background-image")]
    [InlineData("<rect mask=\"image-set('https://evil.example/x' 1x)\"/>", "@mask")]
    public void What_is_not_safe_is_left_out_and_told(string part, string removed)
    {
        var (clean, facts) = Clean($"{Head}{part}<circle r=\"1\"/></svg>");
        facts.Removed.ShouldContain(removed);
        clean.ShouldContain("<circle r=\"1\" />");
        foreach (var harm in new[] { "script", "evil", "alert", "data:", "onload", "ONCLICK" })
        {
            clean.ShouldNotContain(harm, Case.Insensitive);
        }
    }

    [Fact]
    public void Entities_and_document_types_are_refused() =>
        Refusal($"<!DOCTYPE svg [<!ENTITY a \"b\"><!ENTITY file SYSTEM \"file:///etc/passwd\">]>{Head}<text>&file;&a;</text></svg>").Message.ShouldContain("DTD");

    [Fact]
    public void Parts_that_multiply_by_using_each_other_are_refused()
    {
        var text = new StringBuilder(Head).Append("<g id=\"a0\"><rect/></g>");
        for (var level = 1; level <= 12; level++)
        {
            text.Append("<g id=\"a").Append(level).Append("\">").Insert(text.Length, $"<use href=\"#a{level - 1}\"/>", 10).Append("</g>");
        }

        var refusal = Refusal(text.Append("</svg>").ToString());
        refusal.Code.ShouldBe("asset_too_large");
        refusal.Limit.ShouldBe(20_000);
    }

    [Theory]
    [InlineData("<g id=\"a\"><use href=\"#a\"/></g>")]
    [InlineData("<pattern id=\"a\"><rect fill=\"url(#b)\"/></pattern><pattern id=\"b\"><rect fill=\"url(#a)\"/></pattern>")]
    public void Parts_that_use_themselves_are_refused(string parts) => Refusal($"{Head}{parts}<rect fill=\"url(#a)\"/></svg>").Message.ShouldContain("uses itself");

    [Fact]
    public void A_long_chain_of_uses_is_refused_without_running_out_of_stack()
    {
        var parts = string.Concat(Enumerable.Range(0, 9000).Select(index => $"<g id=\"a{index}\"><use href=\"#a{index + 1}\"/></g>"));
        Refusal($"{Head}{parts}</svg>").Code.ShouldBe("asset_too_large");
    }

    [Fact]
    public void Depth_and_number_of_elements_are_bounded()
    {
        Refusal($"{Head}{string.Concat(Enumerable.Repeat("<g>", 100))}{string.Concat(Enumerable.Repeat("</g>", 100))}</svg>").Limit.ShouldBe(64);
        Refusal($"{Head}{string.Concat(Enumerable.Repeat("<g/>", 20_001))}</svg>").Limit.ShouldBe(20_000);
    }

    [Theory]
    [InlineData("<svg/>")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"><svg/></html>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"made-up\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    public void What_is_no_drawing_is_refused(string text) => Refusal(text).Code.ShouldBe("unsupported_asset");

    private static (string Text, AssetFacts Facts) Clean(string text)
    {
        using var clean = new MemoryStream();
        var facts = new SvgFormat().Cleanse(new MemoryStream(Encoding.UTF8.GetBytes(text)), clean, new FormatOptions());
        return (Encoding.UTF8.GetString(clean.ToArray()), facts);
    }

    private static AssetException Refusal(string text) => Should.Throw<AssetException>(() => Clean(text));
}
