using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Audio;

[Trait("Category", "fast")]
public sealed class PcmTests
{
    [Fact]
    public void Converts_all_samples_to_floats_and_back()
    {
        var samples = Enumerable.Range(short.MinValue, 65_536).Select(value => (short)value).ToArray();
        var floats = new float[samples.Length];
        var back = new short[samples.Length];

        Pcm.ToFloat(samples, floats);
        Pcm.FromFloat(floats, back);

        back.ShouldBe(samples);
        floats[0].ShouldBe(-1f);
        floats[^1].ShouldBe(32767f / 32768);
    }

    [Theory]
    [InlineData(1f, short.MaxValue)]
    [InlineData(7f, short.MaxValue)]
    [InlineData(float.PositiveInfinity, short.MaxValue)]
    [InlineData(-1f, short.MinValue)]
    [InlineData(float.NegativeInfinity, short.MinValue)]
    [InlineData(float.NaN, 0)]
    [InlineData(0.4f / 32768, 0)]
    [InlineData(0.6f / 32768, 1)]
    [InlineData(-0.6f / 32768, -1)]
    public void Rounds_to_the_nearest_and_clips(float value, short expected) => Pcm.FromFloat(value).ShouldBe(expected);

    [Fact]
    public void Writes_and_reads_little_endian_bytes()
    {
        var bytes = new byte[6];

        Pcm.ToBytes([1, -2, 0x1234], bytes);

        bytes.ShouldBe(new byte[] { 1, 0, 0xFE, 0xFF, 0x34, 0x12 });
        Pcm.FromBytes(bytes).ShouldBe(new short[] { 1, -2, 0x1234 });
    }

    [Fact]
    public void Refuses_half_a_sample() => Should.Throw<ArgumentException>(() => Pcm.FromBytes(new byte[3])).Message.ShouldContain("there are 3 bytes");

    [Fact]
    public void Refuses_room_that_is_too_small()
    {
        Should.Throw<ArgumentException>(() => Pcm.ToBytes(new short[2], new byte[3]));
        Should.Throw<ArgumentException>(() => Pcm.ToFloat(new short[2], new float[1]));
        Should.Throw<ArgumentException>(() => Pcm.FromFloat(new float[2], new short[1]));
    }

    [Fact]
    public void Measures_the_level_of_a_sine_3_dB_below_its_peak()
    {
        var sine = Enumerable.Range(0, 16_000).Select(i => (short)Math.Round(16_384 * Math.Sin(2 * Math.PI * 1000 * i / 16_000))).ToArray();

        Pcm.Level(sine).ShouldBe(-9.03, 0.01);
    }

    [Fact]
    public void Measures_full_scale_as_0_and_silence_as_the_lowest_level()
    {
        Pcm.Level([short.MinValue, short.MinValue]).ShouldBe(0);
        Pcm.Level(new short[100]).ShouldBe(Pcm.SilenceLevel);
        Pcm.Level([]).ShouldBe(Pcm.SilenceLevel);
    }

    [Fact]
    public void Finds_the_first_and_the_last_loud_sample()
    {
        short[] samples = [0, 300, -400, 10, 327, 328, -30_000, 100, 0];

        Pcm.FirstLoud(samples, -40).ShouldBe(2);
        Pcm.LastLoud(samples, -40).ShouldBe(6);
        Pcm.FirstLoud(samples, -20).ShouldBe(6);
        Pcm.FirstLoud([short.MinValue], -0.1).ShouldBe(0);
        Pcm.FirstLoud(new short[10], -90).ShouldBe(-1);
        Pcm.LastLoud(new short[10], -90).ShouldBe(-1);
    }
}
