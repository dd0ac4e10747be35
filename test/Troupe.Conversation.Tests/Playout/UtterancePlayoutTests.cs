using System.Runtime.CompilerServices;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Playout;

[Trait("Category", "fast")]
public sealed class UtterancePlayoutTests
{
    private static readonly UtteranceId Id = new(3, new Epoch(7), 7);
    private readonly VirtualTime _time = new();

    [Fact]
    public void Paces_packets_by_absolute_deadlines_after_the_lead()
    {
        var packets = Packets(Play([(0, 1000)]));
        packets.Count.ShouldBe(50);
        for (var index = 0; index < packets.Count; index++)
        {
            packets[index].At.Milliseconds.ShouldBe(Math.Max(0, (index * 20) - 200));
        }
    }

    [Fact]
    public void Marks_the_last_packet_and_only_it()
    {
        var packets = Packets(Play([(0, 110)]));
        packets.Select(packet => packet.Packet.Samples.Length).ShouldBe([320, 320, 320, 320, 320, 160]);
        packets.Select(packet => packet.Packet.IsLast).ShouldBe([false, false, false, false, false, true]);
        packets.Select(packet => packet.Packet.Offset).ShouldBe([0, 320, 640, 960, 1280, 1600]);
    }

    [Fact]
    public void Marks_the_last_packet_when_the_audio_fills_packets_exactly() =>
        Packets(Play([(0, 40)])).Select(packet => packet.Packet.IsLast).ShouldBe([false, true]);

    [Fact]
    public void Plays_later_by_as_much_as_the_voice_was_late()
    {
        // 100 ms of audio at once, the next 100 ms only at 500 ms.
        var steps = Play([(0, 100), (500, 100)]);
        Packets(steps)[^1].At.Milliseconds.ShouldBe(500);
        ((PlayoutStep.End)steps[^1].Step).HeardAt.Milliseconds.ShouldBe(600);
    }

    [Theory]
    [InlineData(16_000, 16_000)]
    [InlineData(16_000, 48_000)]
    [InlineData(24_000, 16_000)]
    public void Plays_a_phrase_to_its_end_when_the_next_one_is_late(int voice, int session)
    {
        var packets = Packets(Play([(0, 110), (500, 110)], voice, session));
        var first = packets.Where(packet => packet.At.Milliseconds < 500).ToList();
        first.Sum(packet => packet.Packet.Samples.Length).ShouldBe(session * 110 / 1000);
        first[^1].At.Milliseconds.ShouldBe(80);
        packets.Select(packet => packet.Packet.IsLast).ShouldBe([.. Enumerable.Repeat(false, packets.Count - 1), true]);
        packets.Sum(packet => packet.Packet.Samples.Length).ShouldBe(session * 220 / 1000);
    }

    [Fact]
    public void Ends_with_an_empty_packet_when_it_is_known_late_that_nothing_follows()
    {
        var steps = Play([(0, 110)], end: 500);
        Packets(steps).Select(packet => (packet.At.Milliseconds, packet.Packet.Offset, packet.Packet.Samples.Length, packet.Packet.IsLast)).TakeLast(2)
            .ShouldBe([(80, 1600, 160, false), (500, 1760, 0, true)]);
        ((PlayoutStep.End)steps[^1].Step).Content.Duration.ShouldBe(110);
    }

    [Theory]
    [InlineData(16_000, 24_000)]
    [InlineData(32_000, 48_000)]
    [InlineData(32_000, 16_000)]
    [InlineData(16_000, 48_000)]
    public void Gives_packets_of_20_ms_in_the_session_s_format(int voice, int session)
    {
        var packets = Packets(Play([(0, 330), (50, 330)], voice, session));
        packets.SkipLast(1).ShouldAllBe(packet => packet.Packet.Samples.Length == session / 50);
        packets.Sum(packet => packet.Packet.Samples.Length).ShouldBe(session * 660 / 1000);
    }

    [Fact]
    public void Puts_each_phrase_after_the_one_before_it()
    {
        var steps = Play([(0, 300), (0, 300)]);
        var deltas = steps.Select(step => step.Step).OfType<PlayoutStep.Message>().Select(step => step.Content).OfType<SpeechDelta>().ToList();
        deltas.Select(delta => delta.Captions![0].Start).ShouldBe([0, 300]);
        deltas.Select(delta => delta.Captions![0].Words[0].Start).ShouldBe([10, 310]);
        deltas.Select(delta => delta.Phonemes![0].Start).ShouldBe([5, 305]);
        deltas.Select(delta => delta.Phonemes![0].Loudness).ShouldBe([2.5, 2.5]);
        deltas.Select(delta => delta.Visemes![0].Start).ShouldBe([4, 304]);
        deltas.Select(delta => delta.BlendShapes!.Start).ShouldBe([0, 300]);
        deltas.Select(delta => delta.Cues![0].Start).ShouldBe([20, 320]);
        deltas.ShouldAllBe(delta => delta.Epoch == 7 && delta.Utterance == 7);
    }

    [Fact]
    public void Starts_and_ends_the_utterance()
    {
        var steps = Play([(0, 300)]);
        ((PlayoutStep.Message)steps[0].Step).Content.ShouldBe(new SpeechStart { Turn = 3, Epoch = 7, Utterance = 7 });
        ((PlayoutStep.End)steps[^1].Step).Content.ShouldBe(new SpeechEnd { Epoch = 7, Utterance = 7, Duration = 300 });
    }

    [Fact]
    public void Starts_nothing_when_there_is_nothing_to_say() => Play([]).ShouldBeEmpty();

    [Fact]
    public void Ends_the_utterance_before_it_passes_on_a_failure()
    {
        var steps = new List<(MediaTime At, PlayoutStep Step)>();
        Should.Throw<EngineException>(() => Play([(0, 110)], failure: new EngineException("The voice broke.", transient: true), into: steps));
        Packets(steps)[^1].Packet.IsLast.ShouldBeTrue();
        ((PlayoutStep.End)steps[^1].Step).Content.Duration.ShouldBe(110);
    }

    private static List<(MediaTime At, SpeechPacket Packet)> Packets(List<(MediaTime At, PlayoutStep Step)> steps) =>
        [.. steps.Where(step => step.Step is PlayoutStep.Audio).Select(step => (step.At, ((PlayoutStep.Audio)step.Step).Content))];

    private List<(MediaTime At, PlayoutStep Step)> Play(
        (int At, int Milliseconds)[] phrases, int voice = 16_000, int session = 16_000, Exception? failure = null, List<(MediaTime At, PlayoutStep Step)>? into = null, int end = 0)
    {
        var steps = into ?? [];
        _time.Run(async () =>
        {
            var clock = new MediaClock(_time);
            var playout = new UtterancePlayout(Id, new AudioFormat(session), TimeSpan.FromMilliseconds(200), clock);
            await using var speech = Speak(clock, phrases, new AudioFormat(voice), failure, end).Ahead(1, CancellationToken.None);
            var tape = new SpeechTape(speech.Reader, new AudioFormat(session));
            await foreach (var step in playout.PlayAsync(tape, default, resumes: null, CancellationToken.None))
            {
                steps.Add((clock.Now, step));
            }
        });
        return steps;
    }

    private static async IAsyncEnumerable<ActedChunk> Speak(
        MediaClock clock, (int At, int Milliseconds)[] phrases, AudioFormat format, Exception? failure, int end, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var (index, (at, milliseconds)) in phrases.Index())
        {
            await clock.WaitUntilAsync(MediaTime.FromMilliseconds(at), cancellationToken);
            yield return new ActedChunk
            {
                Speech = new SpeechChunk
                {
                    Phrase = new Phrase(index, "word"),
                    Format = format,
                    Audio = new short[format.Samples(TimeSpan.FromMilliseconds(milliseconds))],
                    Phonemes = [new PhonemeTiming("ɑ", TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), Loudness: 2.5)],
                    Words = [new WordTiming("word", TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(200))],
                    IsLast = true,
                },
                Visemes = [new VisemeCue(1, TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(60), 1)],
                BlendShapes = new BlendShapeFrames(TimeSpan.Zero, 60, [new float[52]]),
                Cues = [new ExpressionCue("gesture", "nod", TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(300), 1)],
            };
        }

        await clock.WaitUntilAsync(MediaTime.FromMilliseconds(end), cancellationToken);
        if (failure is not null)
        {
            throw failure;
        }
    }
}
