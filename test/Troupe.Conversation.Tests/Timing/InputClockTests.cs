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
    public void Starts_again_after_a_gap_once_the_sound_does_not_catch_up()
    {
        Place(20);
        Enumerable.Range(1, 6).Select(piece => Place(5000 + (20 * piece))).ShouldBe([20, 40, 60, 80, 100, 5100]);
        Place(5140).ShouldBe(5120);
        _clock.HeldBack(MediaTime.Zero).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(8)]
    public void Sound_that_a_stall_held_back_keeps_its_place_however_fast_it_catches_up(int apart)
    {
        Place(20);
        for (var piece = 1; piece < 200; piece++)
        {
            Place(Math.Max(20 * (piece + 1), 2000 + (apart * piece))).ShouldBe(20 * piece);
        }
    }

    [Fact]
    public void Sound_that_is_held_back_again_while_it_catches_up_keeps_its_place()
    {
        double[] arrivals = [20, .. Enumerable.Repeat(1000.0, 20), .. Enumerable.Repeat(1300.0, 5), .. Enumerable.Repeat(1600.0, 54)];
        arrivals.Select(Place).ShouldBe(Enumerable.Range(0, 80).Select(piece => 20.0 * piece));
    }

    [Fact]
    public void Starts_again_after_a_gap_on_a_line_that_delivers_two_pieces_at_a_time()
    {
        Place(20);
        for (var piece = 0; piece < 20; piece += 2)
        {
            Place(5040 + (20 * piece));
            Place(5040 + (20 * piece));
        }

        Place(5440).ShouldBe(5420, tolerance: 20);
    }

    [Fact]
    public void Says_for_how_long_a_stall_left_it_unknown_whether_there_was_silence()
    {
        Place(20);
        Place(900).ShouldBe(20);
        _clock.HeldBack(MediaTime.Zero).ShouldBe(TimeSpan.FromMilliseconds(880));
        Place(904).ShouldBe(40);
        _clock.HeldBack(MediaTime.FromMilliseconds(500)).ShouldBe(TimeSpan.FromMilliseconds(404));
        _clock.HeldBack(MediaTime.FromMilliseconds(904)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Jitter_holds_nothing_back()
    {
        Place(20);
        Place(110);
        _clock.HeldBack(MediaTime.Zero).ShouldBe(TimeSpan.Zero);
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
