using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Tests.Acting;

namespace Troupe.Conversation.Tests.Performances;

/// <summary>The vector that holds the players of performance files in C# and TypeScript together: a file, and the faces and frames that are read from it.</summary>
[Trait("Category", "fast")]
public sealed class PerformanceVectorsTests
{
    [Fact]
    public void Poses_and_frames_of_a_file_are_those_of_the_vector()
    {
        var timeline = PerformanceTimeline.Of(SamplePerformance.File);
        var pose = new Pose();
        var poses = new List<object>();
        for (var time = -50.0; time < timeline.Duration.TotalMilliseconds + 100; time += 23)
        {
            var attention = timeline.Sample(pose, TimeSpan.FromMilliseconds(time));
            poses.Add(new { time, visemes = Vectors.Rounded(pose.Visemes), face = Vectors.Rounded(pose.Face), attention = Math.Round(attention, 7) });
        }

        var track = SamplePerformance.File.Utterances[0].Frames!;
        var frames = Enumerable.Range(0, track.Count).Select(frame => new { visemes = Unpack(track, VisemeSet.Names, frame), blendShapes = Unpack(track, BlendShapeSet.Names, frame) });
        Vectors.Compare("../performance/sample.json", JsonSerializer.SerializeToElement(
            new { file = JsonDocument.Parse(Encoding.UTF8.GetString(SamplePerformance.Bytes)).RootElement, duration = timeline.Duration.TotalMilliseconds, poses, frames }, Vectors.Json));
    }

    private static double[] Unpack(FrameTrack track, IReadOnlyList<string> names, int frame)
    {
        var weights = new float[names.Count];
        new FrameUnpacker(track, names).Read(frame, weights);
        return Vectors.Rounded(weights);
    }
}
