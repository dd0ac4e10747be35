using System.Buffers.Binary;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Audio;

[Trait("Category", "fast")]
public sealed class WavFileTests
{
    [Fact]
    public void Reads_what_it_wrote()
    {
        var wav = new WavFile(new AudioFormat(24_000), new short[] { 0, 1, -1, short.MaxValue, short.MinValue });

        var bytes = wav.ToBytes();
        var read = WavFile.Parse(bytes);

        bytes.Length.ShouldBe(54);
        read.Format.ShouldBe(wav.Format);
        read.Samples.ToArray().ShouldBe(wav.Samples.ToArray());
        read.Duration.ShouldBe(TimeSpan.FromTicks(2083));
    }

    [Fact]
    public void Averages_two_channels()
    {
        var bytes = File(channels: 2, samples: [100, 300, -5, -5, short.MaxValue, short.MaxValue, short.MinValue, short.MinValue]);

        WavFile.Parse(bytes).Samples.ToArray().ShouldBe(new short[] { 200, -5, short.MaxValue, short.MinValue });
    }

    [Fact]
    public void Passes_over_other_chunks_with_their_padding()
    {
        var plain = File(samples: [7, 8]);
        byte[] bytes = [.. plain.AsSpan(0, 12), .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. plain.AsSpan(12)];

        WavFile.Parse(bytes).Samples.ToArray().ShouldBe(new short[] { 7, 8 });
    }

    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(1000u)]
    public void Reads_as_far_as_a_file_goes_that_claims_to_be_longer(uint length)
    {
        var bytes = File(samples: [1, 2, 3]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), length);

        WavFile.Parse(bytes).Samples.ToArray().ShouldBe(new short[] { 1, 2, 3 });
    }

    [Fact]
    public void Reads_the_extensible_format()
    {
        var plain = File(samples: [9]);
        byte[] bytes =
        [
            .. plain.AsSpan(0, 16), 40, 0, 0, 0, 0xFE, 0xFF, .. plain.AsSpan(22, 14), 22, 0, 16, 0, 4, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71, .. plain.AsSpan(36),
        ];

        WavFile.Parse(bytes).Samples.ToArray().ShouldBe(new short[] { 9 });
    }

    [Fact]
    public void Says_what_it_cannot_read()
    {
        Refusal([]).ShouldContain("does not begin with RIFF and WAVE");
        Refusal([.. "ID3"u8, .. new byte[40]]).ShouldContain("does not begin with RIFF and WAVE");
        Refusal(File(channels: 6)).ShouldContain("6 channels");
        Refusal(File(bits: 8)).ShouldContain("8 bits of encoding 1");
        Refusal(File(tag: 3)).ShouldContain("16 bits of encoding 3");
        Refusal(File(rate: 0)).ShouldContain("0 Hz");
        Refusal(File().AsSpan(0, 36).ToArray()).ShouldContain("holds no data");
        Refusal([.. File().AsSpan(0, 12), .. File().AsSpan(36)]).ShouldContain("data before its format");
    }

    [Fact]
    public void Refuses_every_cut_or_garbled_file_by_a_format_error_alone()
    {
        var whole = File(samples: [1, 2, 3, 4]);
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = whole.AsSpan(0, random.Next(whole.Length + 1)).ToArray();
            for (var flips = random.Next(4); flips > 0 && bytes.Length > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                WavFile.Parse(bytes).Samples.Length.ShouldBeLessThanOrEqualTo(4);
            }
            catch (FormatException refused)
            {
                refused.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static string Refusal(byte[] file) => Should.Throw<FormatException>(() => WavFile.Parse(file)).Message;

    private static byte[] File(int channels = 1, int rate = 16_000, int bits = 16, int tag = 1, short[]? samples = null)
    {
        var bytes = new WavFile(new AudioFormat(rate), samples ?? [1, 2]).ToBytes();
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), (short)bits);
        return bytes;
    }
}
