using Troupe.Cli.Rigs;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.EndToEnd.Tests.Rigs;

[Trait("Category", "fast")]
public sealed class GltfRigTests
{
    [Fact]
    public void Morph_targets_with_the_names_of_all_visemes_are_usable()
    {
        var report = Check(GlbBuilder.Face([.. VisemeNames.Morphs]));

        report.Verdict.ShouldBe(RigVerdict.Usable);
        report.Way.Name.ShouldBe("visemes");
        report.Way.Visemes[VisemeSet.OU].ShouldBe(new ShownViseme("ou", Showing.Own, "viseme_U", []));
        report.Visemes!.Missing.ShouldBeEmpty();
        report.Name.ShouldBe("Head");
    }

    [Fact]
    public void A_morph_target_that_moves_nothing_is_missing()
    {
        var report = Check(GlbBuilder.Face([.. VisemeNames.Morphs.Select(name => name == "viseme_TH" ? "-viseme_TH" : name)]));

        report.Verdict.ShouldBe(RigVerdict.UsableWithSubstitutions);
        report.Visemes!.Missing.ShouldBe(["TH"]);
        report.Way.Visemes[VisemeSet.TH].Showing.ShouldBe(Showing.Missing);
        report.Notes.ShouldBe(["Mesh 'Face' has morph targets that move nothing: viseme_TH."]);
    }

    [Fact]
    public void All_ARKit_shapes_mix_every_viseme()
    {
        var report = Check(GlbBuilder.Face([.. BlendShapeSet.Names]));

        report.Verdict.ShouldBe(RigVerdict.Usable);
        report.Arkit!.Missing.ShouldBeEmpty();
        report.Way.Visemes[VisemeSet.OH].By.ShouldBe("jawOpen 0.4, mouthFunnel 0.5, mouthPucker 0.25");
    }

    [Fact]
    public void A_mix_without_a_lesser_part_is_a_substitution_and_without_its_heart_is_missing()
    {
        var report = Check(GlbBuilder.Face([.. BlendShapeSet.Names.Except(["mouthShrugUpper", "mouthRollLower", "mouthUpperUpLeft", "mouthUpperUpRight"])]));

        report.Way.Visemes[VisemeSet.CH].ShouldSatisfyAllConditions(
            viseme => viseme.Showing.ShouldBe(Showing.Substituted),
            viseme => viseme.Lacks.ShouldBe(["mouthShrugUpper"]));
        report.Way.Visemes[VisemeSet.FF].Showing.ShouldBe(Showing.Missing);
        report.Verdict.ShouldBe(RigVerdict.UsableWithSubstitutions);
    }

    [Fact]
    public void ARKit_shapes_in_other_spellings_are_found_and_told()
    {
        string[] names = [.. BlendShapeSet.Names.Select(name => "blendShape1." + name.Replace("Left", "_L", StringComparison.Ordinal).Replace("Right", "_R", StringComparison.Ordinal))];
        var report = Check(GlbBuilder.Face([.. names, "jawOpen"]));

        // mouthLeft and mouthRight become mouth_L and mouth_R.
        report.Arkit!.Missing.ShouldBeEmpty();
        report.Spelled["mouthSmileLeft"].ShouldBe("blendShape1.mouthSmile_L");
        report.Spelled.Keys.ShouldNotContain("jawOpen");
    }

    [Fact]
    public void A_jaw_alone_is_not_usable_and_the_advice_says_what_is()
    {
        var report = Check(GlbBuilder.Face("jawOpen", "eyeBlinkLeft"));

        report.Verdict.ShouldBe(RigVerdict.NotUsable);
        RigText.Verdict(report).ShouldStartWith("Not usable: too few mouths for speech. Add morph targets");
        RigText.Verdict(Check(GlbBuilder.Face("smile"))).ShouldStartWith("Not usable: nothing opens the mouth. Add morph targets");
    }

    [Theory]
    [InlineData("""{"asset":{"version":"1.0"}}""", "is no glTF 2.0: asset.version is 1.0")]
    [InlineData("""{"asset":{}}""", "is no glTF 2.0: asset.version is missing")]
    [InlineData("""{"asset":{"version":"2.0"},"meshes":{}}""", "is no valid glTF: meshes must be a list, found {}")]
    [InlineData("""{"asset":{"version":"2.0"},"meshes":[{"primitives":[{"targets":[{"POSITION":7}]}]}]}""", "is no valid glTF: meshes[0].primitives[0].targets[0].POSITION names accessor 7 of 0")]
    [InlineData("""{"asset":{"version":"2.0"},"meshes":[{"primitives":[{"targets":[{"POSITION":-1}]}]}]}""", "is no valid glTF: meshes[0].primitives[0].targets[0].POSITION must be a whole number from 0, found -1")]
    [InlineData("""{"asset":{"version":"2.0"},"scenes":[7]}""", "is no valid glTF: scenes[0] must be an object, found 7")]
    [InlineData("""{"asset":{"version":"\ud800"}}""", "holds JSON with text that is not Unicode")]
    [InlineData("[]", "is no valid glTF: the document must be an object, found []")]
    public void Mistakes_are_named_with_their_place(string json, string message) =>
        Should.Throw<RigException>(() => GltfModel.Read(GlbBuilder.Container(json))).Message.ShouldBe(message);

    [Fact]
    public void Every_cut_of_a_file_is_refused_in_words()
    {
        var whole = GlbBuilder.Vrm1("Mia", "aa", "ih", "ou", "ee", "oh", "happy");
        for (var length = 4; length < whole.Length; length++)
        {
            Should.Throw<RigException>(() => GltfModel.Read(whole[..length])).Message.ShouldStartWith("is cut off: ");
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused()
    {
        var random = new Random(1);
        var whole = GlbBuilder.Vrm1("Mia", "aa", "ih", "ou", "ee", "oh", "happy");
        for (var round = 0; round < 5000; round++)
        {
            var changed = whole.ToArray();
            for (var change = 0; change <= round % 3; change++)
            {
                changed[random.Next(4, changed.Length)] = (byte)(round % 2 == 0 ? random.Next(256) : "{}[]\",:0-9e"[random.Next(11)]);
            }

            ReadOrRefused(() => RigText.Lines("x", Check(changed)).ToArray());
        }
    }

    /// <summary>Runs what may refuse its input in words, and may not fail otherwise.</summary>
    internal static void ReadOrRefused(Action read)
    {
        try
        {
            read();
        }
        catch (RigException refused)
        {
            refused.Message.ShouldNotBeEmpty();
        }
    }

    private static RigReport Check(byte[] file) => RigCheck.Of(GltfModel.Read(file));
}
