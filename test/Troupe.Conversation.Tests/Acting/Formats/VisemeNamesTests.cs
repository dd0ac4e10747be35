using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Conversation.Tests.Acting.Formats;

[Trait("Category", "fast")]
public sealed class VisemeNamesTests
{
    [Theory]
    [InlineData("PP", VisemeSet.PP)]
    [InlineData("viseme_PP", VisemeSet.PP)]
    [InlineData("viseme_pp", VisemeSet.PP)]
    [InlineData("XR_FACE_TRACKING_VISEME_KK_META", VisemeSet.KK)]
    [InlineData("E", VisemeSet.E)]
    [InlineData("ih", VisemeSet.IH)]
    [InlineData("I", VisemeSet.IH)]
    [InlineData("viseme_O", VisemeSet.OH)]
    [InlineData("viseme_oh", VisemeSet.OH)]
    [InlineData("ou", VisemeSet.OU)]
    [InlineData("U", VisemeSet.OU)]
    public void Every_spelling_is_read(string name, int viseme)
    {
        VisemeNames.TryParse(name, out var read).ShouldBeTrue();
        read.ShouldBe(viseme);
    }

    [Theory]
    [InlineData("")]
    [InlineData("viseme_")]
    [InlineData("ee")]
    [InlineData("XR_FACE_TRACKING_VISEME__META")]
    [InlineData("XR_FACE_TRACKING_VISEME_META")]
    public void Other_names_are_refused(string name) => VisemeNames.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            foreach (var name in new[] { VisemeSet.Names[viseme], VisemeNames.Morphs[viseme] })
            {
                VisemeNames.TryParse(name, out var read).ShouldBeTrue(name);
                read.ShouldBe(viseme, name);
            }
        }
    }

    [Fact]
    public void Morphs_are_those_of_gltf_avatars() =>
        string.Join(' ', VisemeNames.Morphs.Select(name => name["viseme_".Length..])).ShouldBe("sil PP FF TH DD kk CH SS nn RR aa E I O U");
}
