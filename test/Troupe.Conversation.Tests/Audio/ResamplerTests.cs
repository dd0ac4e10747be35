using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Audio;

[Trait("Category", "fast")]
public sealed class ResamplerTests
{
    private const int Peak = 16_384;

    public static TheoryData<int, int> Pairs { get; } = AllPairs();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Passes_tones_below_0_85_of_half_the_lower_rate_unchanged(int from, int to)
    {
        var edge = 0.85 * Math.Min(from, to) / 2;
        foreach (var frequency in (double[])[100, edge / 2, edge])
        {
            var output = Convert(Tone(from, frequency, from / 2), from, to);

            Gain(output, to, frequency).ShouldBe(0, 0.002, $"{frequency} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rejects_by_90_dB_what_would_alias(int from, int to)
    {
        if (to > from)
        {
            return;
        }

        foreach (var frequency in (double[])[to / 2.0, to * 0.55, (from / 2.0) - 50])
        {
            var output = Convert(Tone(from, frequency, from / 2), from, to).AsSpan(to / 20, to / 4);

            (Pcm.Level(output) - Pcm.Level(Tone(from, frequency, from / 2))).ShouldBeLessThan(-90, $"{frequency} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Leaves_images_and_distortion_90_dB_below_a_tone(int from, int to)
    {
        var frequency = 0.8 * Math.Min(from, to) / 2;
        var output = Convert(Tone(from, frequency, from / 2), from, to);
        var expected = Tone(to, frequency, output.Length);

        // Two roundings to 16 bits alone leave -89 dB below this tone; anything of the filter's would come on top.
        var middle = (output.Length / 5)..(output.Length * 4 / 5);
        var rest = output[middle].Zip(expected[middle], (left, right) => (short)(left - right)).ToArray();

        (Pcm.Level(rest) - Pcm.Level(expected)).ShouldBeLessThan(-85);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Gives_sound_of_the_same_length_and_in_time(int from, int to)
    {
        // A smooth pulse of 2 ms in the middle of 100.7 ms.
        var input = new short[from * 1007 / 10_000];
        for (var i = 0; i < input.Length; i++)
        {
            var t = (((double)i / from) - 0.05) / 0.002;
            input[i] = (short)(Peak * Math.Exp(-t * t));
        }

        var output = Convert(input, from, to);

        output.Length.ShouldBe((int)Math.Ceiling((double)input.Length * to / from));
        var centre = output.Select((sample, i) => (double)sample * i).Sum() / output.Sum(sample => (double)sample) / to;
        centre.ShouldBe(0.05, 0.000_01);
    }

    [Fact]
    public void Gives_the_same_samples_however_the_sound_is_cut()
    {
        foreach (var (from, to) in ((int, int)[])[(48_000, 16_000), (44_100, 16_000), (16_000, 44_100), (22_050, 48_000)])
        {
            var random = new Random(7);
            var input = Enumerable.Range(0, from / 4).Select(_ => (short)random.Next(-20_000, 20_000)).ToArray();
            var whole = Convert(input, from, to);
            var resampler = new Resampler(new AudioFormat(from), new AudioFormat(to));
            var pieces = new List<short>();
            var output = new short[resampler.MaxOutput(1_500)];
            for (ReadOnlySpan<short> rest = input; !rest.IsEmpty;)
            {
                var piece = rest[..Math.Min(rest.Length, random.Next(1_500))];
                rest = rest[piece.Length..];
                pieces.AddRange(output.AsSpan(0, resampler.Convert(piece, output)));
            }

            pieces.AddRange(output.AsSpan(0, resampler.Flush(output)));

            pieces.ShouldBe(whole);
        }
    }

    [Fact]
    public void Starts_again_after_a_flush_and_after_a_reset()
    {
        var resampler = new Resampler(new AudioFormat(48_000), AudioFormat.Hearing);
        var tone = Tone(48_000, 440, 4_800);
        var first = new short[resampler.MaxOutput(4_800)];
        var again = new short[first.Length];
        var written = resampler.Convert(tone, first);

        resampler.Reset();

        resampler.Convert(tone, again).ShouldBe(written);
        again.ShouldBe(first);
        resampler.Flush(new short[resampler.MaxOutput(0)]).ShouldBe(1_600 - written);
        resampler.Convert(tone, again).ShouldBe(written);
        again.ShouldBe(first);
        resampler.Flush(new short[resampler.MaxOutput(0)]);
        resampler.Flush(new short[resampler.MaxOutput(0)]).ShouldBe(0);
    }

    [Fact]
    public void Delays_the_microphone_by_3_ms_at_16_kHz()
    {
        var resampler = new Resampler(new AudioFormat(48_000), AudioFormat.Hearing);

        resampler.Delay.ShouldBe(TimeSpan.FromMilliseconds(3));
        resampler.Convert(new short[144], new short[resampler.MaxOutput(144)]).ShouldBe(0);
        resampler.Convert(new short[1], new short[resampler.MaxOutput(1)]).ShouldBe(1);
    }

    [Fact]
    public void Allocates_nothing_per_call()
    {
        var resampler = new Resampler(new AudioFormat(44_100), AudioFormat.Hearing);
        var input = Tone(44_100, 440, 882);
        var output = new short[resampler.MaxOutput(882)];
        resampler.Convert(input, output);
        resampler.Flush(output);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            resampler.Convert(input, output);
        }

        resampler.Flush(output);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Clips_what_overshoots_full_scale_instead_of_wrapping_around()
    {
        var square = Enumerable.Range(0, 4_800).Select(i => i / 24 % 2 == 0 ? short.MaxValue : short.MinValue).ToArray();

        var output = Convert(square, 48_000, 44_100);

        output.ShouldContain(short.MaxValue);
        output.Zip(output.Skip(1), (left, right) => Math.Abs(left - right)).Max().ShouldBeLessThan(60_000);
    }

    [Fact]
    public void Refuses_rates_that_it_does_not_know_and_room_that_is_too_small()
    {
        Should.Throw<ArgumentException>(() => new Resampler(new AudioFormat(11_025), AudioFormat.Hearing)).Message.ShouldContain("11025 Hz is not supported; supported are 8000, 16000, 22050");
        Should.Throw<ArgumentException>(() => new Resampler(AudioFormat.Hearing, new AudioFormat(0))).Message.ShouldContain("0 Hz");
        var resampler = new Resampler(AudioFormat.Hearing, new AudioFormat(48_000));
        Should.Throw<ArgumentException>(() => resampler.Convert(new short[160], new short[480])).Message.ShouldContain("160 samples may become");
    }

    private static TheoryData<int, int> AllPairs()
    {
        var pairs = new TheoryData<int, int>();
        foreach (var from in Resampler.Rates)
        {
            foreach (var to in Resampler.Rates.Where(to => to != from))
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    private static short[] Tone(int rate, double frequency, int samples) =>
        [.. Enumerable.Range(0, samples).Select(i => Pcm.FromFloat((float)(Peak / 32768.0 * Math.Sin(2 * Math.PI * frequency * i / rate))))];

    private static short[] Convert(short[] input, int from, int to)
    {
        var resampler = new Resampler(new AudioFormat(from), new AudioFormat(to));
        var output = new short[resampler.MaxOutput(input.Length) + resampler.MaxOutput(0)];
        var written = resampler.Convert(input, output);
        written += resampler.Flush(output.AsSpan(written));
        return output[..written];
    }

    private static double Gain(ReadOnlySpan<short> samples, int rate, double frequency)
    {
        // The middle, away from where the tone begins and ends.
        double sine = 0;
        double cosine = 0;
        var from = samples.Length / 5;
        var until = samples.Length * 4 / 5;
        for (var i = from; i < until; i++)
        {
            sine += samples[i] * Math.Sin(2 * Math.PI * frequency * i / rate);
            cosine += samples[i] * Math.Cos(2 * Math.PI * frequency * i / rate);
        }

        return 20 * Math.Log10(2 * Math.Sqrt((sine * sine) + (cosine * cosine)) / (until - from) / Peak);
    }
}
