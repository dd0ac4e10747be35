using System.Threading.Channels;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Playout;

[Trait("Category", "fast")]
public sealed class SpeechTapeTests
{
    private static readonly AudioFormat Format = new(16_000);
    private readonly Channel<ActedChunk> _source = Channel.CreateUnbounded<ActedChunk>();
    private readonly SpeechTape _tape;

    public SpeechTapeTests() => _tape = new SpeechTape(_source.Reader, Format);

    [Fact]
    public async Task Keeps_no_more_than_what_was_not_heard_yet()
    {
        // Ten minutes of speech, of which a second is not heard yet.
        for (var second = 0; second < 600; second++)
        {
            Speak(second);
            _tape.Heard((second - 1) * 16_000);
            (await _tape.PullAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            _tape.Audio.Kept.ShouldBeLessThanOrEqualTo(2 * 16_000 + 3200);
            _tape.Performances.Count.ShouldBeLessThanOrEqualTo(2);
        }

        _tape.Performances.Select(performance => performance.Index).ShouldBe([598, 599]);
        _tape.Audio.Length.ShouldBe(600 * 16_000);
    }

    [Fact]
    public async Task Loses_nothing_when_waiting_was_stopped()
    {
        using var stopped = new CancellationTokenSource();
        var waiting = _tape.PullAsync(stopped.Token).AsTask();
        stopped.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        Speak(0);
        (await _tape.PullAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        _source.Writer.Complete();
        (await _tape.PullAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        _tape.Audio.Length.ShouldBe(16_000);
        _tape.Audio.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Is_complete_after_the_voice_failed()
    {
        Speak(0);
        _source.Writer.Complete(new EngineException("The voice broke.", transient: true));
        await _tape.PullAsync(TestContext.Current.CancellationToken);
        await Should.ThrowAsync<EngineException>(() => _tape.PullAsync(TestContext.Current.CancellationToken).AsTask());
        _tape.Audio.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Keeps_a_performance_without_the_sound_it_came_with()
    {
        Speak(0);
        await _tape.PullAsync(TestContext.Current.CancellationToken);
        var placed = _tape.Performances.ShouldHaveSingleItem();
        placed.Chunk.Speech.Audio.IsEmpty.ShouldBeTrue();
        placed.End.ShouldBe(TimeSpan.FromMilliseconds(900));
    }

    private void Speak(int index) => _source.Writer.TryWrite(new ActedChunk
    {
        Speech = new SpeechChunk
        {
            Phrase = new Phrase(index, "word"),
            Format = Format,
            Audio = new short[16_000],
            Words = [new WordTiming("word", TimeSpan.Zero, TimeSpan.FromMilliseconds(900))],
            IsLast = true,
        },
    });
}
