using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Conversation.Tests.Acting.Formats;

[Trait("Category", "fast")]
public sealed class VrmTests
{
    [Fact]
    public void Names_of_both_versions_are_read()
    {
        Position("happy").ShouldBe(Position("joy"));
        Position("relaxed").ShouldBe(Position("fun"));
        (Position("aa"), Position("ih"), Position("ou"), Position("ee"), Position("oh")).ShouldBe((Position("A"), Position("I"), Position("U"), Position("E"), Position("O")));
        Position("blinkLeft").ShouldBe(Position("blink_l"));
        VrmPresets.Names.Distinct().Count().ShouldBe(VrmPresets.Count);
        VrmPresets.TryParse("viseme_aa", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(VisemeSet.AA, "aa")]
    [InlineData(VisemeSet.IH, "ih")]
    [InlineData(VisemeSet.OU, "ou")]
    [InlineData(VisemeSet.E, "ee")]
    [InlineData(VisemeSet.OH, "oh")]
    public void A_vowel_is_its_mouth(int viseme, string preset)
    {
        var weights = Weights(new Pose { Visemes = { [viseme] = 1 } });
        weights[Position(preset)].ShouldBe(1);
        weights.Sum().ShouldBe(1);
    }

    [Theory]
    [InlineData(VisemeSet.Sil)]
    [InlineData(VisemeSet.PP)]
    [InlineData(VisemeSet.FF)]
    public void A_closed_mouth_is_rest(int viseme) => Weights(new Pose { Visemes = { [viseme] = 1 } }).ShouldAllBe(weight => weight == 0);

    [Theory]
    [InlineData("smile", "happy", 0.8f)]
    [InlineData("sad", "sad", 0.9f)]
    [InlineData("angry", "angry", 0.9f)]
    [InlineData("surprised", "surprised", 0.9f)]
    public void An_expression_is_its_emotion(string name, string preset, float weight)
    {
        var weights = Weights(Face(name, 500));
        weights[Position(preset)].ShouldBe(weight, 1e-6f);
        weights[..5].Sum().ShouldBe(weight, 1e-6f);
    }

    [Fact]
    public void Lids_that_close_together_are_one_blink()
    {
        var pose = new Pose { Face = { [FaceSet.BlinkLeft] = 1, [FaceSet.BlinkRight] = 0.4f } };
        var weights = Weights(pose);
        (weights[Position("blink")], weights[Position("blinkLeft")], weights[Position("blinkRight")]).ShouldBe((0.4f, 0.6f, 0));
    }

    [Fact]
    public void An_emotion_that_blocks_leaves_no_mouth() => Overridden(new VrmExpression { Mouth = VrmOverride.Block }, happy: 0.01f, aa: 1).ShouldBe(0);

    [Fact]
    public void An_emotion_that_blends_leaves_the_rest_of_the_mouth() => Overridden(new VrmExpression { Mouth = VrmOverride.Blend }, happy: 0.75f, aa: 0.8f).ShouldBe(0.2f, 1e-6f);

    [Fact]
    public void An_emotion_that_overrides_nothing_leaves_the_mouth() => Overridden(default, happy: 1, aa: 0.8f).ShouldBe(0.8f);

    [Theory]
    [InlineData(0.5f, 0.8f)]
    [InlineData(0.51f, 0)]
    public void A_binary_emotion_overrides_by_what_is_shown(float happy, float aa) =>
        Overridden(new VrmExpression { IsBinary = true, Mouth = VrmOverride.Blend }, happy, aa: 0.8f).ShouldBe(aa);

    [Fact]
    public void A_binary_mouth_is_gone_once_it_is_overridden()
    {
        var model = Model(("happy", new VrmExpression { Mouth = VrmOverride.Blend }), ("aa", new VrmExpression { IsBinary = true }));
        Shown(model, happy: 0.1f, aa: 1).ShouldBe(0);
        Shown(model, happy: 0, aa: 0.6f).ShouldBe(1);
    }

    [Fact]
    public void Emotions_that_blend_add_up()
    {
        var model = Model(("happy", new VrmExpression { Blink = VrmOverride.Blend }), ("sad", new VrmExpression { Blink = VrmOverride.Blend }));
        var weights = new float[VrmPresets.Count];
        (weights[Position("happy")], weights[Position("sad")], weights[Position("blink")], weights[Position("aa")]) = (0.25f, 0.5f, 1, 1);
        model.Override(weights);
        (weights[Position("blink")], weights[Position("aa")]).ShouldBe((0.25f, 1));
    }

    [Fact]
    public void A_name_that_is_no_preset_is_named() =>
        Should.Throw<ArgumentException>(() => Model(("grin", default))).Message.ShouldContain("'grin' is not a preset of VRM");

    private static float Overridden(VrmExpression emotion, float happy, float aa) => Shown(Model(("happy", emotion)), happy, aa);

    private static float Shown(VrmModel model, float happy, float aa)
    {
        var weights = new float[VrmPresets.Count];
        (weights[Position("happy")], weights[Position("aa")]) = (happy, aa);
        model.Override(weights);
        return weights[Position("aa")];
    }

    private static VrmModel Model(params (string Name, VrmExpression Expression)[] expressions) =>
        new(expressions.Select(pair => KeyValuePair.Create(pair.Name, pair.Expression)));

    private static Pose Face(string expression, double time)
    {
        var pose = new Pose();
        pose.Sample([], [new ExpressionCue("expression", expression, TimeSpan.Zero, TimeSpan.FromSeconds(1), 1)], TimeSpan.FromMilliseconds(time));
        return pose;
    }

    private static float[] Weights(Pose pose)
    {
        var weights = new float[VrmPresets.Count];
        VrmFace.FromPose(pose.Visemes, pose.Face, VrmModel.Undeclared, weights);
        return weights;
    }

    private static int Position(string name) => VrmPresets.TryParse(name, out var preset) ? preset : throw new KeyNotFoundException(name);
}
