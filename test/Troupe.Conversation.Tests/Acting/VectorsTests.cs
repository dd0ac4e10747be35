using System.Text.Json;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>
/// The vectors that hold the C# and the TypeScript face together. To write them anew after a change of the maths:
/// <c>TROUPE_WRITE_VECTORS=1 dotnet run --project test/Troupe.Conversation.Tests -- --filter-class '*VectorsTests'</c>.
/// </summary>
[Trait("Category", "fast")]
public sealed class VectorsTests
{
    private const double PoseEvery = 35;

    private static readonly (string Name, string Phones, ExpressionCue[] Cues)[] Utterances =
    [
        ("hello-i-am-ada", "_:150 h:55 ə:48 l:70 oʊ':190 _:140 aɪ':130 æ:75 m:65 eɪ':150 d:45 ə:110 _:200",
            [Cue("expression", "smile", 100, 1200, 0.7f), Cue("gesture", "nod", 900, 450, 0.35f)]),
        ("baby-pumps-move-five-boxes", "b:42 eɪ':120 b:38 i:80 p:60 ʌ':70 m:45 p:30 s:85 m:60 u':140 v:40 f:75 aɪ':160 v:55 b:50 ɑ':120 k:50 s:60 ɪ:50 z:90",
            [Cue("gesture", "shake", 200, 700, 1), Cue("gaze", "left", 500, 800, 1)]),
        ("blue-moon-shows-through", "ð:35 ə:40 b:60 l:55 u':130 m:70 u':150 n:60 ʃ:110 oʊ':160 z:70 θ:80 ɹ:50 u':190 _:90",
            [Cue("gaze", "viewer", 0, 1500, 1), Cue("expression", "thinking", 300, 900, 1)]),
        ("judge-checks-this-thin-sheet", "dʒ:80 ʌ':90 dʒ:85 tʃ:90 ɛ':85 k:55 s:60 ð:40 ɪ:55 s:70 θ:85 ɪ':70 n:60 ʃ:100 iː':140 t:60",
            [Cue("expression", "raiseBrows", 600, 700, 0.8f), Cue("expression", "sad", 0, 300, 1), Cue("gesture", "tilt", 100, 600, 0.5f)]),
        ("odd-symbols", "ɾ:18 ɐ̃ː':90 ʔ:30 n̩:70 ☃:60 y:80 ø:90 x:70 p:12 a:30 m:9 f:15 _:30 i:60 aɪɚ':150 _:400 hʷ:40 u:100", []),
    ];

    [Fact]
    public void Visemes_and_poses_are_those_of_the_vectors()
    {
        foreach (var (name, phones, cues) in Utterances)
        {
            Vectors.Compare($"{name}.json", Utterance(name, phones, cues));
        }
    }

    [Fact]
    public void The_idle_life_is_that_of_the_vectors() => Vectors.Compare("idle-life.json", Idle());

    [Fact]
    public void The_names_are_those_of_the_vectors() => Vectors.Compare("names.json", JsonSerializer.SerializeToElement(
        new { visemes = VisemeSet.Names, face = FaceSet.Names, blendShapes = BlendShapeSet.Names }, Vectors.Json));

    private static JsonElement Utterance(string name, string text, ExpressionCue[] cues)
    {
        var phonemes = Spoken.Phones(text);
        VisemeCue[] visemes = [.. Coarticulation.Plan(phonemes)];
        var pose = new Pose();
        var shapes = new float[BlendShapeSet.Count];
        var poses = new List<object>();
        for (var time = 0.0; time < phonemes[^1].End.TotalMilliseconds + 150; time += PoseEvery)
        {
            var attention = pose.Sample(visemes, cues, TimeSpan.FromMilliseconds(time));
            BlendShapes.FromPose(pose.Visemes, pose.Face, shapes);
            poses.Add(new { time, visemes = Vectors.Rounded(pose.Visemes), face = Vectors.Rounded(pose.Face), blendShapes = Vectors.Rounded(shapes), attention = Math.Round(attention, 7) });
        }

        return JsonSerializer.SerializeToElement(
            new
            {
                name,
                phonemes = phonemes.Select(phoneme => new { ipa = phoneme.Ipa, start = phoneme.Start.TotalMilliseconds, duration = phoneme.Duration.TotalMilliseconds, stressed = phoneme.Stressed }),
                visemes = visemes.Select(cue => new { viseme = cue.Viseme, start = cue.Start.TotalMilliseconds, duration = cue.Duration.TotalMilliseconds, weight = cue.Weight }),
                cues = cues.Select(cue => new { kind = cue.Kind, name = cue.Name, start = cue.Start.TotalMilliseconds, duration = cue.Duration.TotalMilliseconds, weight = cue.Weight }),
                poses,
            },
            Vectors.Json);
    }

    private static JsonElement Idle()
    {
        var moments = new List<object>();
        foreach (var (seed, reducedMotion, attention) in new[] { (1u, false, 0.0), (4_000_000_007u, false, 0.25), (77u, true, 0.0) })
        {
            for (var time = 0.0; time < 15_000; time += 137)
            {
                var face = new float[FaceSet.Count];
                IdleLife.Add(seed, TimeSpan.FromMilliseconds(time), reducedMotion, attention, face);
                moments.Add(new { seed, reducedMotion, attention, time, face = Vectors.Rounded(face) });
            }
        }

        return JsonSerializer.SerializeToElement(new { moments }, Vectors.Json);
    }

    private static ExpressionCue Cue(string kind, string name, double start, double duration, float weight) =>
        new(kind, name, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(duration), weight);
}
