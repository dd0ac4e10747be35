using System.Runtime.CompilerServices;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>
/// One answer in the making, from the first word written to the last sample sent. Owns its cancellation. Touches nothing of the loop: it tells
/// the loop what happens, and nothing any more once it was cancelled.
/// </summary>
/// <param name="epoch">Epoch of the answer.</param>
/// <param name="stages">What makes answers.</param>
/// <param name="mailbox">The loop's mailbox.</param>
/// <param name="clock">The session's clock.</param>
internal sealed class Turn(Epoch epoch, TurnStages stages, Mailbox mailbox, MediaClock clock)
{
    /// <summary>Phrases that are written and screened before they are spoken: the text runs ahead of the voice, but not without end.</summary>
    private const int PhrasesWritten = 64;

    private readonly CancellationTokenSource _cancellation = new();
    private TimeSpan _synthesised;
    private bool _hasToken;
    private bool _hasPhrase;
    private bool _hasAudio;

    /// <summary>Stops making the answer.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Makes the answer. Never throws: what fails is told to the loop.</summary>
    /// <param name="written">What the writer writes, or the greeting.</param>
    /// <param name="playout">Plays the answer; null when it is not to be heard.</param>
    public async Task MakeAsync(IAsyncEnumerable<string> written, UtterancePlayout? playout)
    {
        var cancelled = _cancellation.Token;
        StageFailure? failure = null;
        try
        {
            failure = await AnswerAsync(written, playout, cancelled);
        }
        catch (Exception exception) when (!cancelled.IsCancellationRequested)
        {
            failure = exception as StageFailure ?? new StageFailure("turn", exception);
        }
        catch (Exception)
        {
            // Cancelled: whatever went wrong on the way out, nobody waits for the answer.
            return;
        }

        await TellAsync(new TurnProgress.Made(failure));
    }

    private async ValueTask<StageFailure?> AnswerAsync(IAsyncEnumerable<string> written, UtterancePlayout? playout, CancellationToken cancelled)
    {
        var text = StageFailure.NameAsync("writer", () => WatchAsync(written, cancelled), cancelled);
        await using var phrases = ScreenAsync(PhraseSplitter.SplitAsync(text, cancelled), cancelled).Ahead(PhrasesWritten, cancelled);

        StageFailure? failure = null;
        if (playout is not null)
        {
            var speech = new SpeechAhead(stages.Voice!, stages.Style, stages.PhrasesAhead, OnChunkAsync).SpeakAsync(phrases.ReadAsync(cancelled), cancelled);
            var acted = stages.Actor.PerformAsync(speech, stages.BlendShapes, cancelled);
            failure = await PlayAsync(playout.PlayAsync(acted, cancelled));
        }

        // Without a voice, or after it failed, the text still comes to its end.
        await foreach (var _ in phrases.ReadAsync(cancelled))
        {
        }

        return failure;
    }

    private async IAsyncEnumerable<string> WatchAsync(IAsyncEnumerable<string> text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in text.WithCancellation(cancellationToken))
        {
            if (!_hasToken)
            {
                _hasToken = true;
                await ReachAsync(LatencyMark.FirstToken);
            }

            yield return piece;
        }
    }

    private async IAsyncEnumerable<Phrase> ScreenAsync(IAsyncEnumerable<Phrase> phrases, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var phrase in phrases.WithCancellation(cancellationToken))
        {
            var screened = await ScreenAsync(phrase, cancellationToken);
            if (screened is null)
            {
                await TellAsync(new TurnProgress.Refused(phrase.Index));
                continue;
            }

            if (!_hasPhrase)
            {
                _hasPhrase = true;
                await ReachAsync(LatencyMark.FirstPhrase);
            }

            await TellAsync(new TurnProgress.Wrote(screened.Index, screened.Text));
            yield return screened;
        }

        await TellAsync(new TurnProgress.WroteAll());
    }

    private async ValueTask<Phrase?> ScreenAsync(Phrase phrase, CancellationToken cancellationToken)
    {
        try
        {
            return await stages.Screen.ScreenAsync(phrase, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StageFailure("screen", exception);
        }
    }

    private async ValueTask OnChunkAsync(SpeechChunk chunk)
    {
        if (!_hasAudio && !chunk.Audio.IsEmpty)
        {
            _hasAudio = true;
            await ReachAsync(LatencyMark.FirstByte);
        }

        _synthesised += chunk.Format.Duration(chunk.Audio.Length);
        if (chunk.IsLast)
        {
            await TellAsync(new TurnProgress.Synthesised(chunk.Phrase.Index, _synthesised));
            _synthesised = TimeSpan.Zero;
        }
    }

    private async ValueTask<StageFailure?> PlayAsync(IAsyncEnumerable<PlayoutStep> steps)
    {
        try
        {
            await foreach (var step in steps)
            {
                await TellAsync(new TurnProgress.Played(step));
            }

            return null;
        }
        catch (StageFailure failure)
        {
            return failure;
        }
    }

    private ValueTask ReachAsync(LatencyMark mark) => TellAsync(new TurnProgress.Reached(mark, clock.Now));

    private async ValueTask TellAsync(TurnProgress progress)
    {
        try
        {
            await mailbox.PostAsync(new LoopItem.FromTurn(epoch, progress), _cancellation.Token);
        }
        catch (OperationCanceledException) when (progress is TurnProgress.Made)
        {
            // Cancelled at the very end.
        }
    }
}
