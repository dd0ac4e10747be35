using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <content>Held, played, suspended and resumed.</content>
internal sealed partial class Turn
{
    /// <summary>Things to tell that wait for the release or for the loop; whoever makes the answer waits beyond it. A phrase has two, so it is more than a turn writes ahead.</summary>
    private const int Told = 256;

    // All in one line, so that nothing is told before what led to it. A step belongs to a playing, and is void once that was stopped.
    private readonly Channel<(TurnProgress Progress, Playing? Of)> _told = Channel.CreateBounded<(TurnProgress, Playing?)>(
        new BoundedChannelOptions(Told) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = false });

    private readonly TaskCompletionSource<MediaTime> _released = new();

    // One that was suspended before it began is replaced by the one that resumes it.
    private readonly Channel<Playing> _playings = Channel.CreateBounded<Playing>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    private volatile Playing? _playing;
    private volatile SpeechTape? _tape;
    private Playing? _begun;
    private StageFailure? _failure;

    /// <summary>Tells the loop everything that was made so far, in order and with its own times, and begins to play it.</summary>
    /// <param name="id">Which turn and utterance it is.</param>
    /// <param name="playout">Plays the answer; null when the stages have no voice.</param>
    public void Release(UtteranceId id, UtterancePlayout? playout)
    {
        Play(new Playing(id, playout, default));
        _released.SetResult(clock.Now);
    }

    /// <summary>
    /// Stops playing, as the person may have interrupted: no step of the playing is told any more. Writing and speaking go on until they are as far ahead as they may.
    /// What was played is kept from what was heard of it, also when all of it was sent and <see cref="TurnProgress.Made"/> told.
    /// </summary>
    public void Suspend() => _playing?.Stop.Cancel();

    /// <summary>
    /// Goes on where a suspended answer was cut, with another utterance: its time line begins there, and so does what the face was doing.
    /// <see cref="TurnProgress.Made"/> is told at the end of it, also when it was told before.
    /// </summary>
    /// <param name="id">The utterance.</param>
    /// <param name="playout">Plays it; null when the stages have no voice.</param>
    /// <param name="heard">How much was heard of the utterance that was suspended. Not before what <see cref="Heard"/> was told.</param>
    public void Resume(UtteranceId id, UtterancePlayout? playout, TimeSpan heard) =>
        Play(new Playing(id, playout, playout is null ? default : _playing!.From.After(heard, playout.Output)));

    /// <summary>Notes how much was heard of the present utterance: it will not go on before that, and need not be kept.</summary>
    public void Heard(TimeSpan position)
    {
        if (_tape is { } tape && _playing is { } playing)
        {
            tape.Heard(playing.From.After(position, tape.Audio.Output).Sample);
        }
    }

    private void Play(Playing playing)
    {
        _playing = playing;
        _playings.Writer.TryWrite(playing);
    }

    private async Task TellAsync(CancellationToken cancelled)
    {
        await _released.Task.WaitAsync(cancelled);
        while (await _told.Reader.WaitToReadAsync(cancelled))
        {
            while (_told.Reader.TryRead(out var told))
            {
                if (told.Of is not { Stop.IsCancellationRequested: true })
                {
                    await mailbox.PostAsync(new LoopItem.FromTurn(Number, (told.Of ?? _playing!).Id.Epoch, told.Progress), cancelled);
                }
            }
        }
    }

    private async Task PlayAsync(Ahead<Phrase> phrases, ChannelReader<ActedChunk>? speech, CancellationToken cancelled)
    {
        while (true)
        {
            var playing = await _playings.Reader.ReadAsync(cancelled);
            if (playing.Playout is { } playout)
            {
                _tape ??= new SpeechTape(speech!, playout.Output);
            }

            using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancelled, playing.Stop.Token);
            try
            {
                await PlayAsync(playing, phrases, stopped.Token);
                await _told.Writer.WriteAsync((new TurnProgress.Made(_failure), playing), stopped.Token);
            }
            catch (Exception) when (stopped.IsCancellationRequested && !cancelled.IsCancellationRequested)
            {
                // Suspended: the next playing goes on, and meets again what failed at this moment.
            }
        }
    }

    private async ValueTask PlayAsync(Playing playing, Ahead<Phrase> phrases, CancellationToken stopped)
    {
        try
        {
            if (playing.Playout is { } playout)
            {
                await foreach (var step in playout.PlayAsync(_tape!, playing.From, Resumed(playing), stopped))
                {
                    await _told.Writer.WriteAsync((new TurnProgress.Played(step), playing), stopped);
                    _begun = playing;
                }
            }
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested)
        {
            _failure ??= FailureOf(exception);
        }

        try
        {
            // Without a voice, or after it failed, the text still comes to its end.
            await foreach (var _ in phrases.ReadAsync(stopped))
            {
            }
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested)
        {
            _failure ??= FailureOf(exception);
        }
    }

    // The last utterance that the client knows, and how far it was when this one goes on.
    private SpeechPosition? Resumed(Playing playing) => _begun is { } earlier
        ? new SpeechPosition(earlier.Id.Number, _tape!.Audio.Output.Duration(playing.From.Sample - earlier.From.Sample).TotalMilliseconds)
        : null;

    private static StageFailure FailureOf(Exception exception) => exception as StageFailure ?? new StageFailure("turn", exception);

    /// <summary>One utterance of the answer.</summary>
    private sealed record Playing(UtteranceId Id, UtterancePlayout? Playout, TapePosition From)
    {
        /// <summary>Stops it.</summary>
        public CancellationTokenSource Stop { get; } = new();
    }
}
