using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class PerformanceTimelineTests
{
    [Fact]
    public void Utterances_follow_one_another()
    {
        var timeline = PerformanceTimeline.Of(Of(
            new() { Duration = 200, Visemes = [new(1, 20, 100, 1)] },
            new() { Duration = 120, Visemes = [new(10, 0, 100, 1)], Cues = [new("gesture", "nod", 10, 50, 1)] }));
        timeline.Duration.ShouldBe(TimeSpan.FromMilliseconds(320));
        timeline.Visemes.Select(cue => cue.Start.TotalMilliseconds).ShouldBe([20, 200]);
        timeline.Cues.Single().Start.ShouldBe(TimeSpan.FromMilliseconds(210));
    }

    [Fact]
    public void The_face_is_that_of_all_cues_at_any_time_of_a_long_performance()
    {
        var random = new Random(5);
        VisemeSpan[] visemes = [.. Enumerable.Range(0, 2000).Select(index => new VisemeSpan(random.Next(15), index * 40, 20 + random.Next(300), random.NextSingle()))];
        PerformanceCue[] cues = [new("expression", "smile", 500, 70_000, 1), .. Enumerable.Range(0, 100).Select(index => new PerformanceCue("gesture", "nod", index * 700, 400, 0.5))];
        var timeline = PerformanceTimeline.Of(Of(new PerformedUtterance { Duration = 90_000, Visemes = visemes, Cues = cues }));
        var (whole, near) = (new Pose(), new Pose());
        for (var time = TimeSpan.FromSeconds(-2); time < TimeSpan.FromSeconds(92); time += TimeSpan.FromMilliseconds(137))
        {
            whole.Sample(timeline.Visemes.ToArray(), timeline.Cues.ToArray(), time);
            timeline.Sample(near, time);
            near.Visemes.ShouldBe(whole.Visemes);
            near.Face.ShouldBe(whole.Face);
        }
    }

    [Fact]
    public void Sampling_allocates_nothing()
    {
        var (timeline, pose) = (PerformanceTimeline.Of(SamplePerformance.File), new Pose());
        Play();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Play()
        {
            for (var frame = 0; frame < 1000; frame++)
            {
                timeline.Sample(pose, TimeSpan.FromMilliseconds(frame));
            }
        }
    }

    [Theory]
    [InlineData(1000, 100, 100)]
    [InlineData(1001, 100, 101)]
    [InlineData(0, 60, 0)]
    [InlineData(50, 60, 3)]
    [InlineData(333.3333, 30, 10)]
    public void The_last_frame_is_before_the_end(double duration, double rate, int frames) =>
        PerformanceTimeline.Of(Of(new PerformedUtterance { Duration = duration })).FramesAt(rate).ShouldBe(frames);

    [Fact]
    public void Refuses_what_breaks_a_rule() =>
        Should.Throw<PerformanceException>(() => PerformanceTimeline.Of(Of(new PerformedUtterance { Duration = 9, Visemes = [new(15, 0, 1, 1)] }))).Place.ShouldBe("utterances[0].visemes[0].viseme");

    private static PerformanceFile Of(params PerformedUtterance[] utterances) => new() { Version = 1, Utterances = utterances };
}
