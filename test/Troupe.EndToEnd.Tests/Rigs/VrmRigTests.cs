using Troupe.Cli.Rigs;
using Troupe.Conversation.Acting;

namespace Troupe.EndToEnd.Tests.Rigs;

[Trait("Category", "fast")]
public sealed class VrmRigTests
{
    [Fact]
    public void Five_mouths_show_vowels_and_hint_at_consonants()
    {
        var report = RigCheck.Of(GltfModel.Read(GlbBuilder.Vrm1("Mia", "aa", "ih", "ou", "ee", "oh", "happy")));

        (report.Format, report.Name, report.Verdict).ShouldBe((RigFormat.Vrm1, "Mia", RigVerdict.UsableWithSubstitutions));
        report.Way.Visemes[VisemeSet.E].ShouldBe(new ShownViseme("E", Showing.Own, "ee 1", []));
        report.Way.Visemes[VisemeSet.CH].ShouldSatisfyAllConditions(
            viseme => viseme.Showing.ShouldBe(Showing.Substituted),
            viseme => viseme.By.ShouldBe("ou 0.4"));
        report.Way.Visemes[VisemeSet.PP].By.ShouldBe("the mouth at rest");
        (report.Way.Count(Showing.Own), report.Way.Count(Showing.Missing)).ShouldBe((6, 0));
        report.Vrm!.Present.ShouldBe(["happy", "aa", "ih", "ou", "ee", "oh"]);
    }

    [Fact]
    public void Names_of_VRM_0_are_the_same_presets_and_a_bind_to_nothing_is_told()
    {
        var report = RigCheck.Of(GltfModel.Read(GlbBuilder.Vrm0("Ken", "a", "i", "u", "e", "joy", "o")));

        (report.Format, report.Name, report.Verdict).ShouldBe((RigFormat.Vrm0, "Ken", RigVerdict.UsableWithSubstitutions));
        report.Way.Visemes[VisemeSet.AA].By.ShouldBe("a 1");
        report.Way.Visemes[VisemeSet.OH].Showing.ShouldBe(Showing.Missing);
        report.Vrm!.Missing.ShouldContain("oh");
        report.Notes.ShouldBe([
            "extensions.VRM.blendShapeMaster.blendShapeGroups[5].binds[0] of 'o' binds a morph target that does not exist.",
            "The expression 'o' moves nothing.",
        ]);
    }

    [Fact]
    public void Without_its_mouths_it_is_not_usable() =>
        RigText.Verdict(RigCheck.Of(GltfModel.Read(GlbBuilder.Vrm1("Mia", "happy", "blink"))))
            .ShouldBe("Not usable: nothing opens the mouth. Bind the expressions aa, ih, ou, ee and oh to morph targets, or add morph targets with the names of the 52 ARKit shapes.");

    [Fact]
    public void ARKit_shapes_are_better_than_five_mouths()
    {
        var report = RigCheck.Of(GltfModel.Read(GlbBuilder.Vrm1("Mia", ["aa", "ih", "ou", "ee", "oh"])));
        report.Way.Name.ShouldBe("VRM presets");
        RigCheck.Of(GltfModel.Read(GlbBuilder.Vrm1("Mia", ["aa", "ih", "ou", "ee", "oh", .. BlendShapeSet.Names]))).Way.Name.ShouldBe("ARKit blend shapes");
    }
}
