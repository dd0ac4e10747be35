using Troupe.Conversation.Acting;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>
/// One answer in the making, from the first word written to the last sample sent. Owns its cancellation. Touches nothing of the loop: it tells
/// the loop what happens, and nothing any more once it was cancelled.
/// </summary>
/// <remarks>
/// <para>It is made from <see cref="MakeAsync"/> on and told from <see cref="Release"/> on: an answer that may not be wanted is begun, and held.</para>
/// <para>Text is told in order and once, also while it is suspended. The steps of its playing, and that it was made, belong to one utterance each:
/// they carry its epoch, and what is taken from the mailbox after <see cref="Suspend"/> is void. <see cref="Resume"/> plays what was not heard.</para>
/// <para>All but <see cref="MakeAsync"/> is called by the loop, and never waits.</para>
/// </remarks>
/// <param name="number">Its number.</param>
/// <param name="stages">What makes answers.</param>
/// <param name="mailbox">The loop's mailbox.</param>
/// <param name="clock">The session's clock.</param>
internal sealed partial class Turn(uint number, TurnStages stages, Mailbox mailbox, MediaClock clock)
{
    /// <summary>Phrases that are written and screened before they are spoken: the text runs ahead of the voice, but not without end.</summary>
    private const int PhrasesWritten = 64;

    private readonly CancellationTokenSource _cancellation = new();
    private TimeSpan _synthesised;
    private long _audioTicks;
    private bool _hasAudio;

    /// <summary>Its number among all answers that were begun in the session, from 1: those count that nobody asked for, and those that were dropped.</summary>
    public uint Number { get; } = number;

    /// <summary>What it has cost so far.</summary>
    public TurnCost Cost => new(Volatile.Read(ref _characters), TimeSpan.FromTicks(Volatile.Read(ref _audioTicks)));

    /// <summary>Stops making the answer and forgets it. To be called when the turn is over, however it ended.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>
    /// Makes the answer, and keeps it until it is cancelled. Written and spoken ahead at once, by as much as the stages allow; told once it is released.
    /// Never throws: what fails is told to the loop.
    /// </summary>
    /// <param name="written">What the writer writes, or the greeting.</param>
    public async Task MakeAsync(IAsyncEnumerable<string> written)
    {
        var cancelled = _cancellation.Token;
        try
        {
            var text = StageFailure.NameAsync("writer", () => WatchAsync(written, cancelled), cancelled);
            await using var phrases = WriteAsync(text, cancelled).Ahead(PhrasesWritten, cancelled);
            await using var speech = stages.Voice is { } voice ? SpeakAsync(voice, phrases.ReadAsync(cancelled), cancelled).Ahead(1, cancelled) : null;
            await Task.WhenAll(TellAsync(cancelled), PlayAsync(phrases, speech?.Reader, cancelled));
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            // Whatever went wrong on the way out, nobody waits for the answer.
        }
    }

    private IAsyncEnumerable<ActedChunk> SpeakAsync(ISpeechSynthesizer voice, IAsyncEnumerable<Phrase> phrases, CancellationToken cancelled)
    {
        var speech = new SpeechAhead(voice, stages.Style, stages.PhrasesAhead, OnChunkAsync).SpeakAsync(phrases, cancelled);
        return stages.Actor.PerformAsync(speech, stages.BlendShapes, cancelled);
    }

    private async ValueTask OnChunkAsync(SpeechChunk chunk)
    {
        if (!_hasAudio && !chunk.Audio.IsEmpty)
        {
            _hasAudio = true;
            await ReachAsync(LatencyMark.FirstByte);
        }

        var audio = chunk.Format.Duration(chunk.Audio.Length);
        _synthesised += audio;
        Volatile.Write(ref _audioTicks, _audioTicks + audio.Ticks);
        if (chunk.IsLast)
        {
            await TellAsync(new TurnProgress.Synthesised(chunk.Phrase.Index, _synthesised));
            _synthesised = TimeSpan.Zero;
        }
    }

    private ValueTask ReachAsync(LatencyMark mark) => TellAsync(new TurnProgress.Reached(mark, clock.Now));

    private ValueTask TellAsync(TurnProgress progress) => _told.Writer.WriteAsync((progress, null), _cancellation.Token);
}
