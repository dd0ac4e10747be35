using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class PlayedEchoTests
{
    private const int Window = 512;
    private static readonly AudioFormat Format = new(16_000);
    private readonly HandTime _time = new();
    private readonly MediaClock _clock;
    private readonly PlayedEcho _echo;

    public PlayedEchoTests()
    {
        _clock = new MediaClock(_time);
        _echo = new PlayedEcho(Format, _clock);
    }

    [Fact]
    public void Lets_a_voice_through_that_began_before_the_presenters()
    {
        var began = _clock.Now;
        _time.Advance(TimeSpan.FromMilliseconds(64));
        Play();
        Echoes(TimeSpan.FromMilliseconds(480), began).ShouldAllBe(isEcho => !isEcho);
    }

    [Fact]
    public void Holds_back_a_voice_that_began_after_the_presenters()
    {
        Play();
        _time.Advance(TimeSpan.FromMilliseconds(32));
        Echoes(TimeSpan.FromMilliseconds(320), _clock.Now).ShouldContain(true);
    }

    [Fact]
    public void Lets_through_no_longer_than_it_takes_to_stop_the_presenter()
    {
        var began = _clock.Now;
        _time.Advance(TimeSpan.FromMilliseconds(64));
        Play();
        _time.Advance(TimeSpan.FromMilliseconds(600));
        Echoes(TimeSpan.FromMilliseconds(320), began).ShouldContain(true);
    }

    // Two seconds of noise that comes and goes as syllables do.
    private void Play() => _echo.Played(Format, Speech(1, seconds: 2));

    private List<bool> Echoes(TimeSpan duration, MediaTime voicedSince)
    {
        var sound = Speech(2, seconds: 1);
        var heard = new List<bool>();
        for (var at = 0; Format.Duration(at + Window) <= duration; at += Window)
        {
            var window = Array.ConvertAll(sound[at..(at + Window)], sample => sample / 32_768f);
            heard.Add(_echo.IsEcho(window, _clock.Now, voicedSince));
            _time.Advance(Format.Duration(Window));
        }

        return heard;
    }

    private static short[] Speech(int seed, int seconds)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Format.SampleRate * seconds).Select(i => (short)(random.Next(-8000, 8000) * Math.Abs(Math.Sin(i * Math.PI / 3200))))];
    }

    /// <summary>Time that passes when it is told to.</summary>
    private sealed class HandTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
