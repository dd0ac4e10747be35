using Troupe.Engines.SmartTurn;

namespace Troupe.Engines.Tests.SmartTurn;

/// <summary>The features against their definition, computed slowly and exactly.</summary>
[Trait("Category", "fast")]
public sealed class LogMelTests
{
    private readonly LogMel _subject = new();
    private readonly float[] _features = new float[LogMel.Bands * LogMel.Frames];

    [Fact]
    public void Is_the_floor_for_silence()
    {
        _subject.Compute([], _features);

        // The logarithm of the least power is -10, and (-10 + 4) / 4 is -1.5.
        _features.ShouldAllBe(value => value == -1.5f);
    }

    [Theory]
    [InlineData(LogMel.Samples + 1_000)]
    [InlineData(40_123)]
    [InlineData(300)]
    public void Is_what_the_definition_says(int samples)
    {
        var sound = Sound(samples);

        _subject.Compute(sound, _features);

        var exact = new ExactLogMel(sound);
        foreach (var frame in (int[])[0, 1, 2, 547, 548, 549, 550, 700, 797, 798, 799])
        {
            for (var band = 0; band < LogMel.Bands; band++)
            {
                _features[(band * LogMel.Frames) + frame].ShouldBe((float)exact.Feature(band, frame), 2e-3f, $"band {band} of frame {frame}");
            }
        }
    }

    [Fact]
    public void Finds_a_tone_in_its_band()
    {
        short[] tone = [.. Enumerable.Range(0, LogMel.Samples).Select(n => (short)(8_000 * Math.Sin(2 * Math.PI * 1_000 * n / 16_000)))];

        _subject.Compute(tone, _features);

        // 1 kHz is mel 15; 8 kHz is mel 45.245, and the middles of the bands are 81st parts of it: the nearest is the 27th.
        Enumerable.Range(0, LogMel.Bands).MaxBy(band => _features[(band * LogMel.Frames) + 400]).ShouldBe(26);
    }

    [Fact]
    public void Does_not_remember_the_sound_before()
    {
        var other = new float[_features.Length];
        new LogMel().Compute(Sound(20_000), other);
        _subject.Compute(Sound(LogMel.Samples), _features);

        _subject.Compute(Sound(20_000), _features);

        _features.ShouldBe(other);
    }

    [Fact]
    public void Allocates_nothing()
    {
        var sound = Sound(16_000);
        _subject.Compute(sound, _features);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _subject.Compute(sound, _features);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static short[] Sound(int samples)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, samples).Select(n => (short)((6_000 * Math.Sin(n * (0.05 + (n * 1e-6)))) + random.Next(-900, 1_000)))];
    }
}
