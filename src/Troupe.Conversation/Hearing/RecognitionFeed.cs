using System.Threading.Channels;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// One stretch of speech on its way through the recogniser: opens the recognition, and meanwhile keeps the sound. Its sound comes from one caller;
/// it runs by itself and touches nothing of the listener but the call-back, which gets a failure as soon as there is one.
/// </summary>
internal sealed class RecognitionFeed
{
    /// <summary>Pieces kept while the recogniser opens: 8 s of 32 ms windows, beyond which the answer would come too late for anybody.</summary>
    private const int PendingPieces = 250;

    private readonly Channel<Piece> _sound = Channel.CreateBounded<Piece>(
        new BoundedChannelOptions(PendingPieces) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _abandoned = new();
    private readonly ISpeechRecognizer _recognizer;
    private readonly CurrentPause _pause;
    private readonly int _maxGuesses;
    private readonly Action<HearingEvent> _heard;
    private readonly Task<Transcript> _run;
    private Resampler? _resampler;
    private EngineException? _overrun;

    /// <summary>Opens a recognition.</summary>
    /// <param name="recognizer">Who recognises.</param>
    /// <param name="maxGuesses">How often the transcript may be guessed.</param>
    /// <param name="pause">The pause of the voice, to tell whether a guess is still worth its work.</param>
    /// <param name="heard">Gets each partial, each guess and the first failure, on whichever thread the recogniser gives it.</param>
    public RecognitionFeed(ISpeechRecognizer recognizer, int maxGuesses, CurrentPause pause, Action<HearingEvent> heard)
    {
        _recognizer = recognizer;
        _maxGuesses = maxGuesses;
        _pause = pause;
        _heard = heard;
        _run = RunAsync();
    }

    /// <summary>Takes sound; never waits. Sound for which there is no room fails the recognition.</summary>
    /// <param name="sound">What follows the sound before.</param>
    /// <param name="voiced">Whether it holds a voice: what was guessed in the pause before is void from here on.</param>
    public void Write(AudioFrame sound, bool voiced)
    {
        // What refuses sound is full unless it was completed before.
        if (!_sound.Writer.TryWrite(new Piece(sound, voiced, Pause: null)) && _sound.Writer.TryComplete())
        {
            _overrun = new EngineException($"The recogniser did not open while {PendingPieces} pieces of sound came.", transient: true);
            _heard(new RecognitionFailed(_overrun));
            _abandoned.Cancel();
        }
    }

    /// <summary>Guesses the transcript, in a pause. A recogniser so far behind that there is no room is not asked.</summary>
    public void Guess() => _sound.Writer.TryWrite(new Piece(default, Voiced: false, _pause.Number));

    /// <summary>Says that the speech is over and waits for the transcript. Cancellation abandons the recognition.</summary>
    public async ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken)
    {
        if (_overrun is not null)
        {
            throw _overrun;
        }

        _sound.Writer.TryComplete();
        try
        {
            return await _run.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await AbandonAsync();
            throw;
        }
    }

    /// <summary>Gives up, and waits until the recogniser is free.</summary>
    public async ValueTask AbandonAsync()
    {
        _abandoned.Cancel();
        _sound.Writer.TryComplete();
        try
        {
            await _run;
        }
        catch (Exception)
        {
            // Nobody waits for a transcript that the engine could fail to give.
        }
    }

    private async Task<Transcript> RunAsync()
    {
        try
        {
            return await RecognizeAsync(_abandoned.Token);
        }
        catch (Exception failure) when (!_abandoned.IsCancellationRequested)
        {
            _heard(new RecognitionFailed(failure));
            throw;
        }
    }

    private async Task<Transcript> RecognizeAsync(CancellationToken abandoned)
    {
        // After a failure no more sound is of use; once the speech is over, finishing reports it.
        await using var recognition = new GuessedRecognition(_recognizer, _maxGuesses, _pause, _heard, failure => _sound.Writer.TryComplete(failure), abandoned);
        await recognition.OpenAsync();
        while (await _sound.Reader.WaitToReadAsync(abandoned))
        {
            while (_sound.Reader.TryRead(out var piece))
            {
                if (piece.Pause is { } pause)
                {
                    recognition.BeginGuess(pause);
                }
                else
                {
                    await recognition.WriteAsync(Convert(piece.Sound), piece.Voiced);
                }
            }
        }

        return await recognition.FinishAsync();
    }

    private AudioFrame Convert(AudioFrame sound)
    {
        if (sound.Format == _recognizer.Format)
        {
            return sound;
        }

        _resampler ??= new Resampler(sound.Format, _recognizer.Format);
        var samples = new short[_resampler.MaxOutput(sound.Samples.Length)];
        var written = _resampler.Convert(sound.Samples.Span, samples);
        return new AudioFrame(sound.At, _recognizer.Format, samples.AsMemory(0, written));
    }

    /// <summary>Sound, or a pause to guess in.</summary>
    private readonly record struct Piece(AudioFrame Sound, bool Voiced, int? Pause);
}
