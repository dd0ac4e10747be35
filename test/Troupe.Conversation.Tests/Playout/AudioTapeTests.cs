using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;

namespace Troupe.Conversation.Tests.Playout;

[Trait("Category", "fast")]
public sealed class AudioTapeTests
{
    private static readonly AudioFormat Format = new(16_000);
    private readonly AudioTape _tape = new(Format);

    [Fact]
    public void Gives_back_what_was_written_however_it_is_read()
    {
        Write(10_000);
        foreach (var count in (int[])[1, 320, 3199, 3200, 3201, 9000])
        {
            var read = new List<short>();
            for (var from = 0; from < 10_000; from += count)
            {
                read.AddRange(_tape.Read(from, Math.Min(count, 10_000 - from)).Span);
            }

            read.ShouldBe(Enumerable.Range(0, 10_000).Select(sample => (short)sample));
        }
    }

    [Fact]
    public void Forgets_blocks_of_200_ms_and_keeps_the_rest_in_its_place()
    {
        Write(10_000);
        _tape.Forget(7000);
        _tape.Kept.ShouldBe(10_000 - 6400);
        _tape.Length.ShouldBe(10_000);
        _tape.Read(7000, 3000).Span[0].ShouldBe((short)7000);
        Should.Throw<ArgumentOutOfRangeException>(() => _tape.Read(6399, 1));
        _tape.Forget(1_000_000);
        _tape.Kept.ShouldBe(10_000 - 9600);
    }

    [Fact]
    public void Does_not_change_what_was_read_when_it_grows_and_forgets()
    {
        Write(3300);
        var packet = _tape.Read(3000, 300);
        _tape.Forget(3300);
        Write(6000);
        packet.Span[0].ShouldBe((short)3000);
        packet.Span[299].ShouldBe((short)3299);
    }

    [Fact]
    public void Reads_packets_without_allocating()
    {
        Write(3200);
        _tape.Read(0, 320);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var packet = 0; packet < 10; packet++)
        {
            _tape.Read(packet * 320, 320);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Converts_to_the_session_s_rate_and_counts_time_in_the_voice_s()
    {
        _tape.Write(new AudioFormat(24_000), new short[2400]);
        _tape.Written.TotalMilliseconds.ShouldBe(100);
        _tape.Length.ShouldBeLessThan(1600);
        _tape.Complete();
        _tape.Length.ShouldBe(1600);
        _tape.IsComplete.ShouldBeTrue();
    }

    private void Write(int samples)
    {
        var from = (int)_tape.Length;
        _tape.Write(Format, Enumerable.Range(from, samples).Select(sample => (short)sample).ToArray());
    }
}
