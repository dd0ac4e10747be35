using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Timing;

[Trait("Category", "fast")]
public sealed class InputClockTests
{
    private const int Packet = 320;
    private readonly InputClock _clock = new(16_000);

    [Fact]
    public void Counts_samples_so_that_jitter_moves_nothing()
    {
        Place(20).ShouldBe(0);
        Place(71).ShouldBe(20);
        Place(72).ShouldBe(40);
        Place(80).ShouldBe(60);
        _clock.Ahead.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Says_how_far_sound_that_was_kept_lies_in_the_future()
    {
        Place(1000).ShouldBe(980);
        Place(1000).ShouldBe(1000);
        Place(1000).ShouldBe(1020);
        _clock.Ahead.ShouldBe(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void Starts_again_after_a_gap()
    {
        Place(20);
        Place(5020).ShouldBe(5000);
    }

    [Fact]
    public void Starts_again_when_told_that_the_next_piece_does_not_follow()
    {
        Place(20);
        _clock.Break();
        Place(300).ShouldBe(280);
    }

    [Fact]
    public void Never_places_sound_before_the_session() => Place(5).ShouldBe(0);

    private double Place(double arrived) => _clock.Place(Packet, MediaTime.FromMilliseconds(arrived)).Milliseconds;
}
