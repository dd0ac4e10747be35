using Troupe.Contracts;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Server.Delivery;

namespace Troupe.Server.Tests.Delivery;

[Trait("Category", "fast")]
public sealed class OutboxTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(new DeliveryOptions { RetainedBytes = 16 * 1024, Retention = TimeSpan.FromSeconds(30) }, _time);

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public void Numbers_messages_and_packets_in_one_row()
    {
        _outbox.Add(new VoiceStarted());
        _time.Advance(TimeSpan.FromMilliseconds(20));
        _outbox.Add(new SpeechPacket(new Epoch(3), 2, 960, new short[] { 1, -1 }, IsLast: true));
        _outbox.Add(new VoiceStopped { At = 7 });
        var frames = Read(_outbox.TryAttach(0, 0)!);

        Wire.ReadServer(frames[0].Frame.Span).ShouldBe(new VoiceStarted { Seq = 1 });
        AudioPacket.TryRead(frames[1].Frame.Span, out var packet, out var samples).ShouldBeTrue();
        packet.ShouldBe(new AudioPacket(AudioPacketKind.Speech, 3, 2, 960, 2, Last: true));
        samples.ToArray().ShouldBe([1, 0, 255, 255]);
        Wire.ReadServer(frames[2].Frame.Span).ShouldBe(new VoiceStopped { Seq = 3, At = 7 });
    }

    [Fact]
    public void Writes_the_age_of_the_session_into_a_message_without_a_time()
    {
        _time.Advance(TimeSpan.FromMilliseconds(1234.5));
        _outbox.Add(new VoiceStarted());
        Wire.ReadServer(Read(_outbox.TryAttach(0, 0)!).Single().Frame.Span)!.At.ShouldBe(1234.5);
    }

    [Fact]
    public void Gives_nothing_to_a_reader_that_was_replaced()
    {
        var first = _outbox.TryAttach(0, 0)!;
        _outbox.Add(new VoiceStarted());
        var second = _outbox.TryAttach(0, 0)!;
        _outbox.TryTake(first, out _).ShouldBe(OutboxRead.Replaced);
        _outbox.Detach(first).ShouldBeFalse();
        Read(second).Count.ShouldBe(1);
        _outbox.Detach(second).ShouldBeTrue();
    }

    [Fact]
    public void Forgets_what_was_sent_when_the_time_is_over()
    {
        var cursor = _outbox.TryAttach(0, 0)!;
        _outbox.Add(new VoiceStarted());
        Read(cursor);
        _time.Advance(TimeSpan.FromSeconds(29));
        _outbox.RetainedBytes.ShouldBeGreaterThan(0);
        _time.Advance(TimeSpan.FromSeconds(10));
        _outbox.RetainedBytes.ShouldBe(0);
        _outbox.TryAttach(1, 0).ShouldNotBeNull();
        _outbox.TryAttach(0, 0).ShouldBeNull();
    }

    [Fact]
    public void Keeps_everything_while_nobody_reads()
    {
        _outbox.Add(new VoiceStarted());
        _time.Advance(TimeSpan.FromHours(1));
        Read(_outbox.TryAttach(0, 0)!).Count.ShouldBe(1);
    }

    [Fact]
    public void Notices_a_reader_that_is_too_slow()
    {
        var cursor = _outbox.TryAttach(0, 0)!;
        Speak(20);
        _outbox.RetainedBytes.ShouldBeLessThanOrEqualTo(16 * 1024);
        _outbox.TryTake(cursor, out _).ShouldBe(OutboxRead.Overrun);
    }

    [Fact]
    public void Does_not_mistake_kept_frames_for_a_slow_reader()
    {
        var cursor = _outbox.TryAttach(0, 0)!;
        for (var count = 0; count < 100; count++)
        {
            Speak(1);
            Read(cursor).Count.ShouldBe(1);
        }

        _outbox.RetainedBytes.ShouldBeInRange(14 * 1024, 16 * 1024);
    }

    [Fact]
    public void Throws_interrupted_speech_away_but_no_facts()
    {
        _outbox.Add(new SpeechStart { Epoch = 1, Utterance = 1 });
        Speak(5);
        _outbox.Add(new SpeechDelta { Epoch = 1, Utterance = 1 });
        _outbox.Add(new TurnInterrupted { Epoch = 1 });
        Speak(1);
        Speak(1, epoch: 2);
        Read(_outbox.TryAttach(0, 0)!).Select(entry => (entry.Seq, entry.Kind)).ShouldBe([(1, OutboxKind.Fact), (8, OutboxKind.Fact), (9, OutboxKind.Audio)]);
    }

    [Fact]
    public void Takes_nothing_after_the_end()
    {
        var cursor = _outbox.TryAttach(0, 0)!;
        _outbox.Add(new SessionEnded { Reason = SessionEndReason.Idle });
        _outbox.Add(new SessionEnded { Reason = SessionEndReason.ClientEnded });
        Speak(1);
        Read(cursor).Count.ShouldBe(1);
        _outbox.TryTake(cursor, out _).ShouldBe(OutboxRead.Ended);
        _outbox.EndReason.ShouldBe(SessionEndReason.Idle);
    }

    private void Speak(int packets, uint epoch = 1)
    {
        for (var index = 0; index < packets; index++)
        {
            _outbox.Add(new SpeechPacket(new Epoch(epoch), 1, index * 480, new short[480], IsLast: false));
        }
    }

    private List<OutboxEntry> Read(OutboxCursor cursor)
    {
        var all = new List<OutboxEntry>();
        while (_outbox.TryTake(cursor, out var entry) is OutboxRead.Frame)
        {
            all.Add(entry);
        }

        return all;
    }
}
