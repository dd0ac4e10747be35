namespace Troupe.Testing.People;

/// <summary>
/// Says in the sound itself what it is, in the lowest bit of its samples: which sound of the script, and how far it is. So engines understand what they are given and
/// nothing else, however it was cut, delayed or sent twice, as real ones do. 2 ms at 16 kHz hold one mark: 8 bits of signature, 16 of number, 8 of progress.
/// </summary>
internal static class SoundMark
{
    /// <summary>Samples that hold a mark; sounds are whole numbers of them, and so are packets of 20 ms and windows of 512 samples.</summary>
    public const int Samples = 32;

    private const uint Signature = 0b1011_0010;

    /// <summary>Marks a sound.</summary>
    public static void Write(Span<short> samples, int number)
    {
        var blocks = samples.Length / Samples;
        for (var block = 0; block < blocks; block++)
        {
            var progress = (uint)(255 * (block + 1) / blocks);
            var bits = (Signature << 24) | ((uint)number << 8) | progress;
            for (var i = 0; i < Samples; i++)
            {
                ref var sample = ref samples[(block * Samples) + i];
                sample = (short)((sample & ~1) | (int)((bits >> i) & 1));
            }
        }
    }

    /// <summary>Reads the mark of 32 samples; false when they hold none.</summary>
    /// <param name="samples">32 samples.</param>
    /// <param name="number">Which sound.</param>
    /// <param name="progress">How much of it lies before the end of these samples, from 0 to 1.</param>
    public static bool TryRead(ReadOnlySpan<short> samples, out int number, out double progress)
    {
        uint bits = 0;
        for (var i = 0; i < Samples; i++)
        {
            bits |= (uint)(samples[i] & 1) << i;
        }

        number = (int)((bits >> 8) & 0xFFFF);
        progress = (bits & 0xFF) / 255.0;
        return bits >> 24 == Signature;
    }
}
