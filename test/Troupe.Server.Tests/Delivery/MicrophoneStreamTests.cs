using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Troupe.Server.Delivery;

namespace Troupe.Server.Tests.Delivery;

[Trait("Category", "fast")]
public sealed class MicrophoneStreamTests
{
    private readonly MicrophoneStream _stream = new(sampleRate: 10);

    [Fact]
    public void Fills_a_short_gap_with_silence()
    {
        Take(0, 1, 2).ShouldBe([1, 2]);
        Take(4, 5).ShouldBe([0, 0, 5]);
        _stream.Position.ShouldBe(5);
    }

    [Fact]
    public void Goes_on_after_a_long_gap()
    {
        Take(0, 1).ShouldBe([1]);
        Take(12, 7).ShouldBe([7]);
        _stream.Position.ShouldBe(13);
    }

    [Fact]
    public void Drops_what_came_before()
    {
        Take(0, 1, 2, 3).ShouldBe([1, 2, 3]);
        Take(0, 1, 2).ShouldBeEmpty();
        Take(1, 2, 3, 4).ShouldBe([4]);
        Take(4).ShouldBeEmpty();
        _stream.Position.ShouldBe(4);
    }

    [Fact]
    public void Holds_at_the_end_of_the_offsets()
    {
        Take(uint.MaxValue, 1, 2).ShouldBe([1, 2]);
        _stream.Position.ShouldBe(uint.MaxValue + 2L);
    }

    [Fact]
    public void Gives_every_sample_once_however_packets_overlap() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Back, byte Length)[]>(),
            packets =>
            {
                var stream = new MicrophoneStream(sampleRate: 1_000);
                var heard = new List<short>();
                var end = 0;
                foreach (var (back, length) in packets)
                {
                    var start = Math.Max(0, end - back);
                    heard.AddRange(stream.Take((uint)start, Bytes([.. Enumerable.Range(start, length).Select(value => (short)value)])));
                    end = Math.Max(end, start + length);
                }

                return heard.SequenceEqual(Enumerable.Range(0, end).Select(value => (short)value));
            }).QuickCheckThrowOnFailure();

    private short[] Take(uint offset, params short[] samples) => _stream.Take(offset, Bytes(samples));

    private static byte[] Bytes(short[] samples) => MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
}
