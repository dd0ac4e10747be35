using System.Buffers.Binary;

namespace Troupe.Server.Assets.Formats;

/// <summary>Sound as WAV: samples of numbers, 8 to 192 kHz, up to 8 channels.</summary>
internal sealed class WavFormat() : AssetFormat("WAV", AssetKind.Audio, ".wav", "audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave")
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WAVE"u8);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.AudioBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, Name);
        Riff.Header(reader, "WAVE");
        (int Rate, int Frame)? format = null;
        double? seconds = null;
        while (reader.Left > 0)
        {
            var (type, bytes) = Riff.Chunk(reader);
            if (type == "fmt " && bytes >= 16 && format is null)
            {
                format = Format(reader);
                reader.Skip(bytes - 16 + (bytes & 1));
                continue;
            }

            if (type == "data" && seconds is null)
            {
                var (rate, frame) = format ?? throw reader.Broken("has samples before it says what they are");
                seconds = bytes % frame == 0 && bytes > 0 ? bytes / frame / (double)rate : throw reader.Broken($"has {bytes} bytes of samples, which is no whole number of {frame}");
            }

            reader.Skip(bytes + (bytes & 1));
        }

        return new AssetFacts { Seconds = seconds ?? throw reader.Broken("has no samples") };
    }

    private static (int Rate, int Frame) Format(FormatReader reader)
    {
        var fields = reader.Take(16);
        var (code, channels) = (BinaryPrimitives.ReadUInt16LittleEndian(fields), BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]));
        var (rate, second) = (BinaryPrimitives.ReadUInt32LittleEndian(fields[4..]), BinaryPrimitives.ReadUInt32LittleEndian(fields[8..]));
        var (frame, bits) = (BinaryPrimitives.ReadUInt16LittleEndian(fields[12..]), BinaryPrimitives.ReadUInt16LittleEndian(fields[14..]));
        return code is Pcm or Float or Extensible && channels is >= 1 and <= 8 && rate is >= 8000 and <= 192_000 && bits is 8 or 16 or 24 or 32 or 64
            && frame == channels * bits / 8 && second == rate * frame
            ? ((int)rate, frame)
            : throw reader.Broken($"has samples that are not kept: code {code}, {channels} channels, {rate} Hz, {bits} bits; send PCM of 8 to 192 kHz with 1 to 8 channels");
    }
}
