using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class IdleLifeTests
{
    [Fact]
    public void Blinks_about_every_three_and_a_half_seconds()
    {
        var blinks = 0;
        var wasClosed = false;
        for (var time = 0; time < 60_000; time += 10)
        {
            var closed = Face(9, time)[0] > 0.9f;
            blinks += closed && !wasClosed ? 1 : 0;
            wasClosed = closed;
        }

        blinks.ShouldBeInRange(17, 26);
    }

    [Fact]
    public void Reduced_motion_leaves_only_blinks()
    {
        for (var time = 0; time < 20_000; time += 50)
        {
            Face(9, time, reducedMotion: true)[2..].Max(Math.Abs).ShouldBe(0);
        }
    }

    [Fact]
    public void Never_jumps_and_never_touches_the_mouth()
    {
        var before = Face(2, 0);
        var (smile, steepest) = (0f, 0f);
        for (var time = 4; time < 60_000; time += 4)
        {
            var face = Face(2, time);
            smile = Math.Max(smile, Math.Abs(face[7]));
            steepest = Math.Max(steepest, face.Zip(before, (value, last) => Math.Abs(value - last)).Max());
            before = face;
        }

        smile.ShouldBe(0);

        // A lid closes in 75 ms: 4 x 1.875 / 75 in 4 ms.
        steepest.ShouldBeInRange(0.05f, 0.1001f);
    }

    [Fact]
    public void Seeds_live_differently() => Face(1, 1234).ShouldNotBe(Face(2, 1234));

    private static float[] Face(uint seed, double time, bool reducedMotion = false)
    {
        var face = new float[FaceSet.Count];
        IdleLife.Add(seed, TimeSpan.FromMilliseconds(time), reducedMotion, attention: 0, face);
        return face;
    }
}
