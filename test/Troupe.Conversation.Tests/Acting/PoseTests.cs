using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class PoseTests
{
    private static readonly VisemeCue[] Visemes =
        [.. Coarticulation.Plan(Spoken.Phones("_:100 h:55 ə:48 l:70 oʊ':190 _:140 aɪ':130 æ:75 m:65 eɪ':150 d:45 ə:110 _:200"))];

    private static readonly ExpressionCue[] Cues =
    [
        new("expression", "smile", TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(600), 1),
        new("gesture", "shake", TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600), 1),
        new("gaze", "left", TimeSpan.Zero, TimeSpan.FromMilliseconds(700), 1),
    ];

    [Fact]
    public void Rest_is_exactly_zero()
    {
        var pose = new Pose();
        pose.Sample(Visemes, Cues, TimeSpan.FromSeconds(2)).ShouldBe(0);
        var shapes = new float[BlendShapeSet.Count];
        BlendShapes.FromPose(pose.Visemes, pose.Face, shapes);
        pose.Visemes.Concat(pose.Face).Concat(shapes).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void No_value_jumps()
    {
        var pose = new Pose();
        var before = new float[VisemeSet.Count + FaceSet.Count];
        var steepest = 0f;
        for (var time = -60.0; time < 1500; time += 1)
        {
            pose.Sample(Visemes, Cues, TimeSpan.FromMilliseconds(time));
            float[] values = [.. pose.Visemes, .. pose.Face];
            steepest = Math.Max(steepest, values.Zip(before, (value, last) => Math.Abs(value - last)).Max());
            before = values;
        }

        // The steepest curve is a contact of 54 ms, which closes within 54 ms: 1.875 / 54 ms at its middle.
        steepest.ShouldBeInRange(0.01f, 0.0348f);
    }

    [Fact]
    public void Weights_add_up_to_at_most_one()
    {
        var pose = new Pose();
        for (var time = 0.0; time < 1500; time += 1)
        {
            pose.Sample(Visemes, Cues, TimeSpan.FromMilliseconds(time));
            pose.Visemes.Sum().ShouldBeLessThanOrEqualTo(1.00001f);
            pose.Visemes.Min().ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public void A_long_vowel_reaches_its_shape()
    {
        VisemeCue[] cues = [.. Coarticulation.Plan(Spoken.Phones("t:60 ɑ':150 t:60"))];
        var pose = new Pose();
        pose.Sample(cues, [], TimeSpan.FromMilliseconds(125));
        pose.Visemes[VisemeSet.AA].ShouldBe(1, 0.001);
    }

    [Fact]
    public void Unknown_cues_move_nothing()
    {
        var pose = new Pose();
        pose.Sample([], [new("expression", "levitate", TimeSpan.Zero, TimeSpan.FromSeconds(1), 1), new("aura", "smile", TimeSpan.Zero, TimeSpan.FromSeconds(1), 1)], TimeSpan.FromMilliseconds(500));
        pose.Face.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Sampling_allocates_nothing()
    {
        var pose = new Pose();
        var shapes = new float[BlendShapeSet.Count];
        for (var warmUp = 0; warmUp < 2; warmUp++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var time = 0; time < 1500; time += 10)
            {
                var at = TimeSpan.FromMilliseconds(time);
                var attention = pose.Sample(Visemes, Cues, at);
                IdleLife.Add(3, at, reducedMotion: false, attention, pose.Face);
                BlendShapes.FromPose(pose.Visemes, pose.Face, shapes);
            }

            if (warmUp == 1)
            {
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
            }
        }
    }

    [Fact]
    public void Blend_shape_frames_start_and_end_at_rest_at_60_a_second()
    {
        var frames = BlendShapes.Frames(Visemes, Cues);
        frames.FrameRate.ShouldBe(60);
        frames.Frames[0].ShouldAllBe(weight => weight == 0);
        frames.Frames[^1].ShouldAllBe(weight => weight == 0);
        frames.Frames.Max(frame => frame[BlendShapeSet.IndexOf("jawOpen")]).ShouldBeGreaterThan(0.3f);
    }
}
