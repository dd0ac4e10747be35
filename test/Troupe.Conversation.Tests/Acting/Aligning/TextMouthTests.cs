using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Tests.Acting.Aligning;

[Trait("Category", "fast")]
public sealed class TextMouthTests
{
    private static readonly SpelledPronouncer Words = new("hello h ə l oʊ|there ð ɛ ɹ");

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(24_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Looks_100_ms_ahead_at_most_and_shows_every_frame_of_any_rate(int rate)
    {
        var format = new AudioFormat(rate);
        var mouth = new TextMouth(LipModel.Default, format, TextNormalizer.Normalize("Hello there."), Words);
        mouth.LookAhead.ShouldBeInRange(TimeSpan.FromMilliseconds(85), TimeSpan.FromMilliseconds(100));

        ReadOnlySpan<short> sound = new short[rate / 2];
        var frames = 0;
        while (mouth.Next(ref sound) || mouth.Finish())
        {
            mouth.Frame.ShouldBe(frames++);
            Sum(mouth.Visemes).ShouldBe(1, 1e-3);
            mouth.Visemes[0].ShouldBeGreaterThan(0.9f, "nothing sounds");
        }

        frames.ShouldBe(50);
    }

    [Fact]
    public void Allocates_nothing_while_it_hears()
    {
        var noise = new Random(3);
        short[] sound = [.. Enumerable.Range(0, 16_000).Select(_ => (short)noise.Next(-3000, 3000))];
        Hear(Begin());
        var mouth = Begin();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hear(mouth);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        static TextMouth Begin() => new(LipModel.Default, AudioFormat.Hearing, TextNormalizer.Normalize("Hello there."), Words);

        void Hear(TextMouth one)
        {
            ReadOnlySpan<short> rest = sound;
            while (one.Next(ref rest) || one.Finish())
            {
            }
        }
    }

    private static float Sum(ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
