using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Acting.Listening;

/// <summary>The mouth that ships, with the weights that ship, at sounds that no mouth makes. How it moves to speech is in the house tests, where voices are.</summary>
[Trait("Category", "fast")]
public sealed class AudioMouthTests
{
    private const int Rate = 16_000;

    public static TheoryData<string, double> Quiet => new()
    {
        { "silence", -20 }, { "silence", -90 },
        { "white noise", -60 }, { "white noise", -30 },
        { "brown noise", -40 }, { "brown noise", -20 },
        { "hum", -40 }, { "hum", -20 },
        { "breath", -45 }, { "breath", -30 },
        { "chords", -40 }, { "chords", -20 },
    };

    [Theory]
    [MemberData(nameof(Quiet))]
    public void Rests_where_nobody_speaks(string kind, double level)
    {
        var (mouth, moved, frames) = (new AudioMouth(LipModel.Default, AudioFormat.Hearing), 0, 0);
        ReadOnlySpan<short> sound = Sound(kind, level, seconds: 4);
        while (mouth.Next(ref sound) || mouth.Finish())
        {
            frames++;
            moved += mouth.Visemes[VisemeSet.Sil] < 0.5f ? 1 : 0;
        }

        frames.ShouldBe(400);
        (moved / (double)frames).ShouldBeLessThanOrEqualTo(0.05, $"{moved} of {frames} frames move");
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Shows_the_same_however_the_sound_is_cut(int rate)
    {
        var sound = Sound("chords", -20, 1, rate);
        var whole = Frames(sound, rate, sound.Length);

        whole.Count.ShouldBe(100);
        foreach (var piece in new[] { 1, 137, rate / 50 })
        {
            Frames(sound, rate, piece).ShouldBe(whole);
        }
    }

    [Fact]
    public void Begins_anew_after_its_end()
    {
        var mouth = new AudioMouth(LipModel.Default, new AudioFormat(48_000));
        var sound = Sound("chords", -20, 0.5, 48_000);

        var first = Frames(mouth, sound, 480);

        Frames(mouth, sound, 480).ShouldBe(first);
        mouth.Frame.ShouldBe(-1);
    }

    [Theory]
    [InlineData(16_000, 50)]
    [InlineData(48_000, 53)]
    [InlineData(8_000, 56)]
    public void Says_how_far_it_looks_ahead(int rate, double milliseconds) =>
        new AudioMouth(LipModel.Default, new AudioFormat(rate)).LookAhead.TotalMilliseconds.ShouldBe(milliseconds, 0.01);

    [Fact]
    public void Allocates_nothing_while_it_shows()
    {
        var mouth = new AudioMouth(LipModel.Default, new AudioFormat(44_100));
        var sound = Sound("chords", -20, 1, 44_100);
        Show(mouth, sound);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Show(mouth, sound);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Refuses_a_rate_that_it_cannot_hear() => Should.Throw<ArgumentException>(() => new AudioMouth(LipModel.Default, new AudioFormat(11_025))).Message.ShouldContain("11025 Hz is not supported");

    private static void Show(AudioMouth mouth, ReadOnlySpan<short> sound)
    {
        while (mouth.Next(ref sound) || mouth.Finish())
        {
        }
    }

    private static List<string> Frames(short[] sound, int rate, int piece) => Frames(new AudioMouth(LipModel.Default, new AudioFormat(rate)), sound, piece);

    private static List<string> Frames(AudioMouth mouth, short[] sound, int piece)
    {
        var frames = new List<string>();
        for (var from = 0; from < sound.Length; from += piece)
        {
            ReadOnlySpan<short> next = sound.AsSpan(from, Math.Min(piece, sound.Length - from));
            while (mouth.Next(ref next))
            {
                frames.Add(string.Join(' ', mouth.Visemes.ToArray()));
            }
        }

        while (mouth.Finish())
        {
            frames.Add(string.Join(' ', mouth.Visemes.ToArray()));
        }

        return frames;
    }

    private static short[] Sound(string kind, double level, double seconds, int rate = Rate)
    {
        var (random, brown) = (new Random(3), 0.0);
        var sound = new double[(int)(seconds * rate)];
        for (var i = 0; i < sound.Length; i++)
        {
            var (time, white) = (i / (double)rate, (2 * random.NextDouble()) - 1);
            brown = (0.98 * brown) + (0.02 * white);
            sound[i] = kind switch
            {
                "silence" => 0,
                "white noise" => white,
                "brown noise" => brown,
                "hum" => Enumerable.Range(1, 6).Sum(n => Math.Sin(2 * Math.PI * 50 * n * time) / n),
                "breath" => white * Math.Pow(Math.Sin(Math.PI * time / 1.6), 2),
                "chords" => new[] { 220.0, 277.18, 329.63 }.Sum(root => Enumerable.Range(1, 4).Sum(n => Math.Sin(2 * Math.PI * root * Math.Pow(2, Math.Floor(time) / 6) * n * time) / n)),
                _ => throw new ArgumentException(kind, nameof(kind)),
            };
        }

        var power = Math.Sqrt(sound.Average(sample => sample * sample));
        var gain = power > 0 ? Math.Pow(10, level / 20) / power : 0;
        return [.. sound.Select(sample => (short)Math.Clamp(Math.Round(sample * gain * short.MaxValue), short.MinValue, short.MaxValue))];
    }
}
