using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Conversation.Tests.Acting.Formats;

/// <summary>The vectors of names, numbers and VRM presets that C# and TypeScript share; written as <see cref="VectorsTests"/> says.</summary>
[Trait("Category", "fast")]
public sealed class FormatVectorsTests
{
    private const double PoseEvery = 45;

    private static readonly string[] Spellings =
        ["PP", "viseme_PP", "VISEME_pp", "XR_FACE_TRACKING_VISEME_RR_META", "e", "I", "ih", "O", "oh", "u", "ou", "viseme_U", "sil", "ee", "viseme_", "", "XR_FACE_TRACKING_VISEME_META"];

    private static readonly (string Name, Dictionary<string, VrmExpression> Expressions)[] Models =
    [
        ("plain", []),
        ("blends", new() { ["happy"] = new() { Mouth = VrmOverride.Blend, Blink = VrmOverride.Blend }, ["surprised"] = new() { LookAt = VrmOverride.Blend } }),
        ("blocks", new() { ["angry"] = new() { Mouth = VrmOverride.Block, LookAt = VrmOverride.Block }, ["happy"] = new() { MovesLips = true } }),
        ("binary", new() { ["happy"] = new() { IsBinary = true, Mouth = VrmOverride.Blend }, ["aa"] = new() { IsBinary = true }, ["blink"] = new() { IsBinary = true } }),
    ];

    [Fact]
    public void Formats_are_those_of_the_vectors() => Vectors.Compare("formats.json", JsonSerializer.SerializeToElement(
        new
        {
            morphs = VisemeNames.Morphs,
            vrm = VrmPresets.Names,
            legacyVrm = VrmPresets.LegacyNames,
            spellings = Spellings.Select(name => new { name, viseme = VisemeNames.TryParse(name, out var viseme) ? viseme : -1 }),
            poses = Poses(),
        },
        Vectors.Json));

    private static IEnumerable<object> Poses()
    {
        var models = Models.Select(model => (model.Name, Model: new VrmModel(model.Expressions))).Append((Name: "undeclared", Model: VrmModel.Undeclared)).ToArray();
        VisemeCue[] visemes = [.. Coarticulation.Plan(Spoken.Phones("m:90 ɑ':130 b:70 iː':110 f:80 oʊ':170 s:90 θ:80 u':120 ʃ:90 ɛ:70 p:60 ɹ:60 k:70 n:80 t:60"))];
        ExpressionCue[] cues =
        [
            Cue("expression", "smile", 0, 500), Cue("expression", "sad", 350, 500), Cue("expression", "angry", 700, 450), Cue("expression", "surprised", 1000, 500),
            Cue("gaze", "away", 100, 700), Cue("gaze", "down", 800, 500),
        ];
        var pose = new Pose();
        for (var time = 7.0; time < 1500; time += PoseEvery)
        {
            var attention = pose.Sample(visemes, cues, TimeSpan.FromMilliseconds(time));
            IdleLife.Add(5, TimeSpan.FromMilliseconds(time), reducedMotion: false, attention, pose.Face);
            yield return new
            {
                time,
                visemes = Vectors.Rounded(pose.Visemes),
                face = Vectors.Rounded(pose.Face),
                strongest = StrongestViseme.Of(pose.Visemes),
                vrm = models.ToDictionary(model => model.Name, model => Weights(pose, model.Model)),
            };
        }
    }

    private static object Weights(Pose pose, VrmModel model)
    {
        var weights = new float[VrmPresets.Count];
        VrmFace.FromPose(pose.Visemes, pose.Face, model, weights);
        var asked = Vectors.Rounded(weights);
        model.Override(weights);
        return new { asked, shown = Vectors.Rounded(weights) };
    }

    private static ExpressionCue Cue(string kind, string name, double start, double duration) =>
        new(kind, name, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(duration), 1);
}
