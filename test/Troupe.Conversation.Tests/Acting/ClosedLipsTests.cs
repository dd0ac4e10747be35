using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>No expression, gesture or gaze opens lips that touch, at any frame rate. <c>closed-lips.test.ts</c> asks the same of the page, with the same visemes.</summary>
[Trait("Category", "fast")]
public sealed class ClosedLipsTests
{
    private const string Spoken = "ɑ':130 m:80 iː':120 p:60 u':110 b:25 ɛ:90 m:70 v:60 aʊ':150 p:20 l:50 oʊ':140 m:90";

    private static readonly IReadOnlyList<PhonemeTiming> Phones = Acting.Spoken.Phones(Spoken);
    private static readonly VisemeCue[] Visemes = [.. Coarticulation.Plan(Phones)];

    private static readonly VrmModel[] Models =
    [
        VrmModel.Undeclared,
        new([.. new[] { "happy", "sad", "angry", "surprised" }.Select(name => KeyValuePair.Create(name, new VrmExpression { Mouth = VrmOverride.Blend }))]),
        new([.. new[] { "happy", "sad", "angry", "surprised" }.Select(name => KeyValuePair.Create(name, new VrmExpression { Mouth = VrmOverride.Block, IsBinary = true }))]),
    ];

    public static TheoryData<string, string> Cues { get; } =
    [
        .. ExpressionCurve.ExpressionNames.Select(name => ("expression", name)),
        .. ExpressionCurve.GestureNames.Select(name => ("gesture", name)),
        .. ExpressionCurve.GazeNames.Select(name => ("gaze", name)),
    ];

    [Fact]
    public void The_visemes_are_those_of_the_vectors() => Vectors.Compare("closed-lips.json", JsonSerializer.SerializeToElement(
        new
        {
            contacts = Phones.Where(phone => phone.Ipa is "p" or "b" or "m").Select(phone => new { start = phone.Start.TotalMilliseconds, end = phone.End.TotalMilliseconds }),
            visemes = Visemes.Select(cue => new { viseme = cue.Viseme, start = cue.Start.TotalMilliseconds, duration = cue.Duration.TotalMilliseconds, weight = cue.Weight }),
        },
        Vectors.Json));

    [Theory]
    [MemberData(nameof(Cues))]
    public void Lips_that_touch_stay_shut(string kind, string name)
    {
        ExpressionCue[] cues = [new(kind, name, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(4), 1)];
        var pose = new Pose();
        foreach (var framesPerSecond in new[] { 60, 120 })
        {
            foreach (var phone in Phones.Where(phone => phone.Ipa is "p" or "b" or "m"))
            {
                var (shapes, mouths, closed) = (1f, 1f, 0f);
                for (var frame = Math.Ceiling((phone.Start.TotalSeconds - 0.04) * framesPerSecond); frame / framesPerSecond < phone.End.TotalSeconds + 0.03; frame++)
                {
                    pose.Sample(Visemes, cues, TimeSpan.FromSeconds(frame / framesPerSecond));
                    shapes = Math.Min(shapes, OpeningOfShapes(pose));
                    mouths = Math.Min(mouths, Models.Max(model => OpeningOfVrm(pose, model)));
                    closed = Math.Max(closed, pose.Visemes[VisemeSet.PP]);
                }

                (closed, shapes, mouths).ShouldSatisfyAllConditions(
                    $"{phone} with {kind} {name} at {framesPerSecond} frames per second",
                    found => found.closed.ShouldBeGreaterThanOrEqualTo(0.9f),
                    found => found.shapes.ShouldBeLessThanOrEqualTo(0.1f),
                    found => found.mouths.ShouldBeLessThanOrEqualTo(0.1f));
            }
        }
    }

    // What parts the lips: the jaw less the lips that close over it, and lips that are drawn up, down or forward.
    private static float OpeningOfShapes(Pose pose)
    {
        var weights = new float[BlendShapeSet.Count];
        BlendShapes.FromPose(pose.Visemes, pose.Face, weights);
        return Math.Max(0, Of("jawOpen") - Of("mouthClose"))
            + new[] { "mouthUpperUpLeft", "mouthUpperUpRight", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthFunnel", "tongueOut" }.Max(Of);

        float Of(string name) => weights[BlendShapeSet.IndexOf(name)];
    }

    // Every mouth of a VRM is open, and so may be an emotion that moves the lips.
    private static float OpeningOfVrm(Pose pose, VrmModel model)
    {
        var weights = new float[VrmPresets.Count];
        VrmFace.FromPose(pose.Visemes, pose.Face, model, weights);
        model.Override(weights);
        return weights[..(VrmPresets.OH + 1)].Sum();
    }
}
