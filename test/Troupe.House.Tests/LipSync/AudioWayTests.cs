using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Engines;

namespace Troupe.House.Tests.LipSync;

/// <summary>The mouth that ships hears a voice as well at other rates, levels, in noise and over the telephone.</summary>
[Trait("Category", "fast")]
public sealed class AudioWayTests
{
    private static readonly Lazy<Task<LipSyncClip>> Said = new(SayAsync);

    [Theory]
    [InlineData(24_000, 0.95)]
    [InlineData(44_100, 0.95)]
    [InlineData(48_000, 0.95)]
    public async Task Another_rate_shows_the_same(int rate, double same)
    {
        var clip = await Said.Value;
        var there = At(clip.Sound.Span, AudioFormat.Hearing.SampleRate, rate);

        Agreement(Shown(clip.Sound.Span, AudioFormat.Hearing), Shown(there, new AudioFormat(rate))).ShouldBeGreaterThanOrEqualTo(same);
    }

    [Theory]
    [InlineData("8 kHz", 0.12)]
    [InlineData("20 dB quieter", 0.05)]
    [InlineData("as loud as it goes", 0.05)]
    [InlineData("noise 15 dB below", 0.22)]
    [InlineData("telephone", 0.2)]
    public async Task What_happens_to_sound_on_its_way_costs_little(string way, double loss)
    {
        var clip = await Said.Value;
        var truth = MouthTruth.Of(clip).Frames;

        Accepted(truth, Shown(Changed(way, clip.Sound.Span), way is "8 kHz" or "telephone" ? new AudioFormat(8_000) : AudioFormat.Hearing))
            .ShouldBeGreaterThanOrEqualTo(Accepted(truth, Shown(clip.Sound.Span, AudioFormat.Hearing)) - loss);
    }

    [Fact]
    public async Task The_mouth_is_at_rest_120_ms_after_the_last_sound()
    {
        var clip = await Said.Value;
        var shown = Shown(clip.Sound.Span, AudioFormat.Hearing);
        var end = MouthTruth.Of(clip).Segments.Last(segment => !segment.Target.IsRest).End;

        shown[(int)((end + 0.12) * LipSyncClip.FrameRate)..].ShouldAllBe(viseme => viseme == VisemeSet.Sil);
    }

    [Fact]
    public async Task Cues_keep_what_the_frames_show()
    {
        var clip = await Said.Value;

        var (frames, cues) = (Score(clip, new AudioWay(LipModel.Default)), Score(clip, new AudioCuesWay(LipModel.Default)));

        cues.Accepted.ShouldBeGreaterThanOrEqualTo(frames.Accepted - 0.05);
        cues.Opening.ShouldBeGreaterThanOrEqualTo(frames.Opening - 0.1);
    }

    private static FrameAgreement Score(LipSyncClip clip, ILipSyncWay way) => FrameAgreement.Of([new ScoredClip(MouthTruth.Of(clip), way.Perform(clip))], 0);

    private static async Task<LipSyncClip> SayAsync()
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        return await LipSyncCorpus.SayAsync("flite_rms", voices.Get("flite-rms"), "Five big maps show where Joe bought these cheap yellow shoes, my father thinks.", TestContext.Current.CancellationToken);
    }

    private static short[] Changed(string way, ReadOnlySpan<short> sound)
    {
        var random = new Random(4);
        var gain = (double)short.MaxValue / sound.ToArray().Max(sample => Math.Abs((int)sample));
        return way switch
        {
            "8 kHz" => At(sound, 16_000, 8_000),
            "telephone" => Telephone(At(sound, 16_000, 8_000)),
            "20 dB quieter" => Each(sound, sample => sample / 10.0),
            "as loud as it goes" => Each(sound, sample => sample * gain),
            _ => Noisy(sound, random),
        };
    }

    private static short[] Noisy(ReadOnlySpan<short> sound, Random random)
    {
        var amplitude = Math.Pow(10, (Pcm.Level(sound) - 15) / 20) * short.MaxValue * Math.Sqrt(3);
        return Each(sound, sample => sample + (amplitude * ((2 * random.NextDouble()) - 1)));
    }

    // 300 to 3,400 Hz by two filters of second order, 8 bits of the mu-law.
    private static short[] Telephone(short[] sound)
    {
        var (low, high) = (new double[2], 0.0);
        return Each(sound, sample =>
        {
            var rising = Math.Exp(-2 * Math.PI * 300 / 8_000);
            low[0] = (rising * low[0]) + ((1 - rising) * sample);
            low[1] = (rising * low[1]) + ((1 - rising) * (sample - low[0]));
            high += 0.9 * (sample - low[0] - low[1] - high);
            var pressed = Math.Round(Math.Log(1 + (255 * Math.Min(1, Math.Abs(high) / short.MaxValue))) / Math.Log(256) * 127) / 127;
            return Math.Sign(high) * (Math.Pow(256, pressed) - 1) / 255 * short.MaxValue;
        });
    }

    private static short[] Each(ReadOnlySpan<short> sound, Func<short, double> change)
    {
        var changed = new short[sound.Length];
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = (short)Math.Clamp(Math.Round(change(sound[i])), short.MinValue, short.MaxValue);
        }

        return changed;
    }

    private static short[] At(ReadOnlySpan<short> sound, int from, int to)
    {
        var resampler = new Resampler(new AudioFormat(from), new AudioFormat(to));
        var output = new short[resampler.MaxOutput(sound.Length) + resampler.MaxOutput(0)];
        var count = resampler.Convert(sound, output);
        count += resampler.Flush(output.AsSpan(count));
        return output[..count];
    }

    private static int[] Shown(ReadOnlySpan<short> sound, AudioFormat format)
    {
        var (mouth, shown) = (new AudioMouth(LipModel.Default, format), new List<int>());
        while (mouth.Next(ref sound) || mouth.Finish())
        {
            shown.Add(Enumerable.Range(0, VisemeSet.Count).MaxBy(viseme => mouth.Visemes[viseme]));
        }

        return [.. shown];
    }

    private static double Agreement(int[] one, int[] other) => one.Zip(other).Count(pair => pair.First == pair.Second) / (double)one.Length;

    private static double Accepted(IReadOnlyList<MouthTarget> truth, int[] shown)
    {
        var speech = Enumerable.Range(0, truth.Count).Where(frame => !truth[frame].IsRest).ToArray();
        return speech.Count(frame => truth[frame].Accepts(shown[frame])) / (double)speech.Length;
    }
}
