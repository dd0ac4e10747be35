using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class PerformanceFramesTests
{
    private static readonly PerformanceTimeline Timeline = PerformanceTimeline.Of(SamplePerformance.File);

    [Fact]
    public void Frames_of_visemes_are_the_poses_to_a_thousandth() => Compare(PerformanceFrames.Visemes(Timeline, 100), VisemeSet.Names, pose => pose.Visemes);

    [Fact]
    public void Frames_of_blend_shapes_are_the_poses_to_a_thousandth() => Compare(PerformanceFrames.BlendShapes(Timeline, 100), BlendShapeSet.Names, pose =>
    {
        var shapes = new float[BlendShapeSet.Count];
        BlendShapes.FromPose(pose.Visemes, pose.Face, shapes);
        return shapes;
    });

    [Fact]
    public void Frames_can_be_kept_in_the_file()
    {
        var file = new PerformanceFile { Version = 1, Utterances = [SamplePerformance.File.Utterances[0] with { Frames = PerformanceFrames.BlendShapes(Timeline, 60) }] };
        var read = PerformanceJson.Read(SamplePerformance.Write(file)).Utterances[0].Frames!;
        read.Channels.Select(channel => channel.Name).ShouldBe(file.Utterances[0].Frames!.Channels.Select(channel => channel.Name));
        read.Channels.SelectMany(channel => channel.Weights).ShouldBe(file.Utterances[0].Frames!.Channels.SelectMany(channel => channel.Weights));
    }

    [Fact]
    public void Progress_counts_the_frames_and_a_token_stops_them()
    {
        using var stop = new CancellationTokenSource();
        var done = new List<int>();
        Should.Throw<OperationCanceledException>(() => PerformanceFrames.Visemes(Timeline, 100, Count, stop.Token));
        done.ShouldBe([1, 2, 3]);

        void Count(int frames)
        {
            done.Add(frames);
            if (frames == 3)
            {
                stop.Cancel();
            }
        }
    }

    private static void Compare(FrameTrack track, IReadOnlyList<string> names, Func<Pose, float[]> weightsOf)
    {
        track.Count.ShouldBe(53);
        var (unpacker, pose, weights) = (new FrameUnpacker(track, names), new Pose(), new float[names.Count]);
        for (var frame = 0; frame < track.Count; frame++)
        {
            Timeline.Sample(pose, TimeSpan.FromMilliseconds(frame * 10));
            unpacker.Read(frame, weights);
            weights.Zip(weightsOf(pose)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 0.00051f);
        }
    }
}
