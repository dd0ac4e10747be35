using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// Recognises one stretch of speech, and in its pauses guesses what the final transcript is. One caller; not thread-safe.
/// </summary>
/// <remarks>
/// A recogniser that can say what it would give at last without ending the recognition is asked. Of any other the recognition is finished. When the voice goes on after a pause between phrases,
/// another recognition hears what follows, and the two texts are joined. After a shorter one, which may be inside a word, it hears all of the phrase again, so that the transcript is the same
/// as without the guess; its sound is kept for that. That costs the recogniser the time of what was said so far, which is why a stretch is guessed no more than
/// <see cref="HearingOptions.MaxGuesses"/> times, and no more when a phrase is long.
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

    /// <summary>Silence that no word holds: twice the longest closures of consonants in fluent speech, which are about 150 ms.</summary>
    private static readonly TimeSpan BetweenPhrases = TimeSpan.FromMilliseconds(300);

    private List<AudioFrame>? _kept = maxGuesses > 0 ? [] : null;
    private TimeSpan _keptFor;
    private TimeSpan _silence;
    private int _pauseAt;
    private string _before = "";
    private OpenRecognition? _open;
    private Guess? _guess;
    private int _guesses;

    /// <summary>Opens the recognition.</summary>
    public async ValueTask OpenAsync() =>
        _open = new OpenRecognition(await recognizer.OpenAsync(abandoned), _before, _open?.Given ?? "", heard, failed, abandoned);

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
                await GoOnAsync(guess);
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
            (_pauseAt, _silence) = (_kept.Count, TimeSpan.Zero);
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
                return Join(transcript);
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
        return Join(last);
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

        _silence = voiced ? _silence : _silence + sound.Duration;
    }

    /// <summary>The voice goes on after a guess that ended the recognition.</summary>
    private async Task GoOnAsync(Guess guess)
    {
        if (_silence >= BetweenPhrases && await SettleAsync(guess) is { } transcript)
        {
            _before = Join(transcript).Text;
            _kept!.RemoveRange(0, _pauseAt);
            _keptFor = _kept.Aggregate(TimeSpan.Zero, (sum, sound) => sum + sound.Duration);
            await _open!.DisposeAsync();
            _open = null;
            await HearKeptAsync();
        }
        else
        {
            await HearAgainAsync(guess);
        }
    }

    private async Task HearAgainAsync(Guess guess)
    {
        await _open!.DisposeAsync();
        await SettleAsync(guess);
        HearingMetrics.CountHeardAgain(_keptFor);
        await HearKeptAsync();
    }

    private async Task HearKeptAsync()
    {
        await OpenAsync();
        foreach (var sound in _kept!)
        {
            _open!.Recognition.Write(sound);
        }

        if (_guesses >= maxGuesses)
        {
            _kept = null;
        }
    }

    private async Task<Transcript> TellAsync(ValueTask<Transcript> guessing, int number)
    {
        var guessed = await guessing;
        heard(new TranscriptGuessed(Join(guessed).Text) { Pause = number });
        return guessed;
    }

    private Transcript Join(Transcript rest) =>
        _before.Length == 0 ? rest : rest with { Text = rest.Text.Length == 0 ? _before : _before + " " + rest.Text };

    /// <summary>Waits until the recogniser is done with a guess: its transcript, or null when it failed.</summary>
    private static async Task<Transcript?> SettleAsync(Guess guess)
    {
        try
        {
            return await guess.Transcript;
        }
        catch (Exception)
        {
            // Nobody wants it any more.
            return null;
        }
    }

    /// <summary>A transcript that holds unless the voice goes on.</summary>
    /// <param name="Transcript">What is guessed.</param>
    /// <param name="Ends">Whether the recognition has ended with it.</param>
    private sealed record Guess(Task<Transcript> Transcript, bool Ends);
}
