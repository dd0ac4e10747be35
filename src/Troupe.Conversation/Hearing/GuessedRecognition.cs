using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// Recognises one stretch of speech, and in its pauses guesses what the final transcript is. One caller; not thread-safe.
/// </summary>
/// <remarks>
/// A recogniser that can say what it would give at last without ending the recognition is asked. Of any other the recognition is finished, and all its sound is kept:
/// when the voice goes on, another recognition hears all of it again, so that the transcript is the same as without the guess. That costs the recogniser the time of what was said so far,
/// which is why a stretch is guessed no more than <see cref="HearingOptions.MaxGuesses"/> times, and no more when it is long.
/// </remarks>
/// <param name="recognizer">Who recognises.</param>
/// <param name="maxGuesses">How often it may be guessed.</param>
/// <param name="pause">The pause of the voice.</param>
/// <param name="heard">Gets partials and guesses, on whichever thread the recogniser gives them.</param>
/// <param name="failed">Gets the failure of a recognition whose transcript is wanted.</param>
/// <param name="abandoned">Ends all work.</param>
internal sealed class GuessedRecognition(
    ISpeechRecognizer recognizer, int maxGuesses, CurrentPause pause, Action<HearingEvent> heard, Action<Exception> failed, CancellationToken abandoned) : IAsyncDisposable
{
    /// <summary>A longer stretch is not guessed: who speaks for this long waits for an answer more patiently than a recogniser takes to hear it all again.</summary>
    private static readonly TimeSpan LongestGuessed = TimeSpan.FromSeconds(15);

    /// <summary>Silence kept behind a guess: the longest wait for the end of a turn is <see cref="EndOfTurnDelay.Cap"/>.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private List<AudioFrame>? _kept = maxGuesses > 0 ? [] : null;
    private TimeSpan _keptFor;
    private OpenRecognition? _open;
    private Guess? _guess;
    private int _guesses;

    /// <summary>Opens the recognition.</summary>
    public async ValueTask OpenAsync() =>
        _open = new OpenRecognition(await recognizer.OpenAsync(abandoned), _open?.Given ?? "", heard, failed, abandoned);

    /// <summary>Takes sound, in the recogniser's format.</summary>
    /// <param name="sound">What follows the sound before.</param>
    /// <param name="voiced">Whether it holds a voice, which makes a guess void.</param>
    public async ValueTask WriteAsync(AudioFrame sound, bool voiced)
    {
        Keep(sound, voiced);
        if (voiced && _guess is { } guess)
        {
            _guess = null;
            HearingMetrics.Count(GuessOutcome.Void);
            if (guess.Ends)
            {
                await HearAgainAsync(guess);
                return;
            }
        }

        if (_guess is not { Ends: true })
        {
            _open!.Recognition.Write(sound);
        }
    }

    /// <summary>Begins to guess in a pause, where that is worth its cost.</summary>
    /// <param name="number">The pause.</param>
    public void BeginGuess(int number)
    {
        if (_guess is not null || _guesses >= maxGuesses || pause.Number != number)
        {
            return;
        }

        if (_open!.Recognition.GuessAsync(abandoned) is { } asked)
        {
            _guesses++;
            _kept = null;
            _guess = new Guess(TellAsync(asked, number), Ends: false);
        }
        else if (_kept is not null && _keptFor <= LongestGuessed)
        {
            _guesses++;
            _guess = new Guess(TellAsync(_open.FinishAsync(), number), Ends: true);
        }
    }

    /// <summary>The transcript of all: that of the guess when the voice did not go on.</summary>
    public async ValueTask<Transcript> FinishAsync()
    {
        if (_guess is { } guess)
        {
            _guess = null;
            try
            {
                var transcript = await guess.Transcript.WaitAsync(abandoned);
                HearingMetrics.Count(GuessOutcome.Used);
                return transcript;
            }
            catch (Exception) when (!abandoned.IsCancellationRequested)
            {
                // Only the guess failed.
                HearingMetrics.Count(GuessOutcome.Failed);
                if (guess.Ends)
                {
                    await HearAgainAsync(guess);
                }
            }
        }

        var last = await _open!.FinishAsync();
        await _open.Partials;
        return last;
    }

    /// <summary>Lets the recogniser go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_open is { } open)
        {
            await open.DisposeAsync();
        }

        if (_guess is { } guess)
        {
            HearingMetrics.Count(GuessOutcome.Abandoned);
            await SettleAsync(guess);
        }
    }

    private void Keep(AudioFrame sound, bool voiced)
    {
        if (_kept is null)
        {
            return;
        }

        var ended = _guess is { Ends: true };
        if (!ended && _keptFor > LongestGuessed)
        {
            _kept = null;
        }
        else if (voiced || !ended || _keptFor <= LongestGuessed + LongestPause)
        {
            _kept.Add(sound);
            _keptFor += sound.Duration;
        }
    }

    private async Task HearAgainAsync(Guess guess)
    {
        await _open!.DisposeAsync();
        await SettleAsync(guess);
        await OpenAsync();
        foreach (var sound in _kept!)
        {
            _open.Recognition.Write(sound);
        }

        HearingMetrics.CountHeardAgain(_keptFor);
        if (_guesses >= maxGuesses)
        {
            _kept = null;
        }
    }

    private async Task<Transcript> TellAsync(ValueTask<Transcript> guessing, int number)
    {
        var guessed = await guessing;
        heard(new TranscriptGuessed(guessed.Text) { Pause = number });
        return guessed;
    }

    private static async Task SettleAsync(Guess guess)
    {
        try
        {
            await guess.Transcript;
        }
        catch (Exception)
        {
            // Nobody wants it any more.
        }
    }

    /// <summary>A transcript that holds unless the voice goes on.</summary>
    /// <param name="Transcript">What is guessed.</param>
    /// <param name="Ends">Whether the recognition has ended with it.</param>
    private sealed record Guess(Task<Transcript> Transcript, bool Ends);
}
