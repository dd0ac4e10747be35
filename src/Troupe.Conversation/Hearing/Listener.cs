using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// The hearing of one session: finds voices in the microphone's sound, has them recognised, and says what it heard. Knows nothing of turns: somebody else
/// decides when one ends and then calls <see cref="FinishAsync"/>.
/// </summary>
/// <remarks>
/// One caller writes, finishes and abandons; one reads events. The first voice after a <see cref="FinishAsync"/> or <see cref="AbandonAsync"/> opens a recognition,
/// which stays open over pauses. While there is no recognition, writing allocates nothing.
/// </remarks>
public sealed class Listener : IAsyncDisposable
{
    /// <summary>Events kept for a slow reader: a voice and its partials make 41 in a second, so this is 25 s; beyond it the oldest are lost.</summary>
    private const int PendingEvents = 1024;

    /// <summary>Sound whose time differs by more than this from the end of the sound before follows a gap, not jitter.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);

    /// <summary>What was learnt of the way from the loudspeaker to the microphone is let go when nothing was played for this long: it is half of what a silent session keeps in memory.</summary>
    private static readonly TimeSpan EchoForgotten = TimeSpan.FromSeconds(30);

    private readonly Channel<HearingEvent> _events = Channel.CreateBounded<HearingEvent>(
        new BoundedChannelOptions(PendingEvents) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = false });

    private readonly CancellationTokenSource _ended = new();
    private readonly ISpeechRecognizer _recognizer;
    private readonly AudioFormat _input;
    private readonly MediaClock _clock;
    private readonly HearingOptions _options;
    private readonly IVoiceActivityDetector _detector;
    private readonly VoiceGate _gate;
    private readonly WindowCutter _cutter;
    private readonly PreRoll _preRoll;
    private readonly CurrentPause _pause = new();
    private readonly float[] _window;
    private EchoGuard? _echo;
    private MediaTime _played;
    private RecognitionFeed? _feed;
    private int _recognition;
    private MediaTime? _expected;
    private long _lastWrite;
    private int _voice;
    private int _stalled;

    /// <summary>Begins to listen.</summary>
    /// <param name="voiceActivity">Finds voices.</param>
    /// <param name="recognizer">Understands them.</param>
    /// <param name="input">The microphone's format.</param>
    /// <param name="clock">The session's clock, on which frames have their times.</param>
    /// <param name="options">Thresholds and durations.</param>
    /// <exception cref="ArgumentException">The input's rate is not supported, or the options contradict each other.</exception>
    /// <exception cref="EngineException">The voice activity model failed.</exception>
    public Listener(IVoiceActivityModel voiceActivity, ISpeechRecognizer recognizer, AudioFormat input, MediaClock clock, HearingOptions options)
    {
        ArgumentNullException.ThrowIfNull(voiceActivity);
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(options);
        _recognizer = recognizer;
        _input = input;
        _clock = clock;
        _options = options;
        _detector = voiceActivity.Open();
        _window = new float[_detector.WindowSamples];
        var duration = _detector.Format.Duration(_detector.WindowSamples);
        _gate = new VoiceGate(options, duration);
        _cutter = new WindowCutter(input, _detector.Format, _detector.WindowSamples);
        _preRoll = new PreRoll(_detector.Format, _detector.WindowSamples, options.PreRoll, _gate.WindowsToBegin);
    }

    /// <summary>Whether a voice is heard.</summary>
    public bool HearsVoice => Volatile.Read(ref _voice) == 1;

    /// <summary>What sound is cut into to find voices in it: the format, and the samples of a window.</summary>
    internal (AudioFormat Format, int Samples) Window => (_detector.Format, _detector.WindowSamples);

    /// <summary>End of the last voiced window; of use while a voice is heard, to the caller who writes.</summary>
    public MediaTime LastVoice => _gate.LastVoice;

    /// <summary>Takes the microphone's next sound. Detects voices at once, on the caller's thread: about 0.1 ms per window of 32 ms with Silero.</summary>
    /// <param name="frame">In the input's format; after a gap of more than 200 ms hearing starts afresh.</param>
    /// <exception cref="ArgumentException">The format is not the input's.</exception>
    public void Write(AudioFrame frame)
    {
        if (frame.Format != _input)
        {
            throw new ArgumentException($"The microphone's format is {_input.SampleRate} Hz, not {frame.Format.SampleRate} Hz.", nameof(frame));
        }

        Volatile.Write(ref _lastWrite, _clock.Now.Elapsed.Ticks);
        if (Interlocked.Exchange(ref _stalled, 0) == 1)
        {
            _gate.Reset();
        }

        if (_expected is not { } expected || (frame.At - expected).Duration() > Gap)
        {
            CloseMicrophone();
            _cutter.Start(frame.At);
        }

        _expected = frame.End;
        var samples = frame.Samples.Span;
        while (_cutter.Next(ref samples, out var window, out var at))
        {
            Hear(window, at);
        }
    }

    /// <summary>
    /// Takes what the person is about to hear, which the microphone may pick up: that is not taken for a voice, unless <see cref="HearingOptions.EchoGuard"/> is off.
    /// For the caller who writes.
    /// </summary>
    /// <param name="format">Rate of the samples.</param>
    /// <param name="samples">They sound after those of the call before, and begin at once when those are over.</param>
    public void Played(AudioFormat format, ReadOnlySpan<short> samples)
    {
        if (_options.EchoGuard)
        {
            _played = _clock.Now;
            (_echo ??= new EchoGuard(_detector.Format)).Played(format, samples, _played);
        }
    }

    /// <summary>Says that what the person does not hear yet is dropped. For the caller who writes.</summary>
    public void StopPlaying() => _echo?.Stop(_clock.Now);

    /// <summary>Says that no sound follows for a while, as when the person mutes: a voice ends at once. The recognition stays open.</summary>
    public void CloseMicrophone()
    {
        EndVoice(_gate.LastVoice);
        _gate.Reset();
        _detector.Reset();
        _preRoll.Clear();
        _expected = null;
    }

    /// <summary>
    /// What is heard, as it happens; to be read once. Once <see cref="FinishAsync"/> or <see cref="AbandonAsync"/> was called, no partial, no guess and no failure of that
    /// recognition is yielded any more.
    /// Ends when the listener is disposed.
    /// </summary>
    public async IAsyncEnumerable<HearingEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _events.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_events.Reader.TryRead(out var heard))
            {
                var over = (heard.Recognition is { } recognition && recognition != Volatile.Read(ref _recognition)) || (heard is TranscriptGuessed guess && guess.Pause != _pause.Number);
                if (!over)
                {
                    yield return heard;
                }
            }
        }
    }

    /// <summary>
    /// Ends the recognition and waits for its transcript, which is empty when none is open, and is there at once when it was guessed in the pause that is. A voice that is heard at this
    /// moment, as in a pause shorter than <see cref="HearingOptions.MinSilence"/>, ends with it, which <see cref="VoiceEnded"/> tells: the rest of it begins as a voice of its own, with the
    /// sound since its last voiced window.
    /// </summary>
    /// <exception cref="EngineException">The recogniser failed, or had no room when the recognition opened; then a <see cref="RecognitionFailed"/> may have told it before.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the recognition is abandoned.</exception>
    public ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken)
    {
        var feed = TakeFeed();
        if (feed is null)
        {
            return ValueTask.FromResult(new Transcript("", IsFinal: true));
        }

        EndVoiceIf(_gate.IsOpen);
        _preRoll.ForgetUntil(_gate.LastVoice);
        return feed.FinishAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the recognition without a transcript. A voice that is heard at this moment is not recognised any more; one that pauses ends, so that what follows begins as a voice of its own.
    /// </summary>
    public ValueTask AbandonAsync()
    {
        if (TakeFeed() is not { } feed)
        {
            return ValueTask.CompletedTask;
        }

        EndVoiceIf(_gate.IsPaused);
        return feed.AbandonAsync();
    }

    /// <summary>Abandons the recognition and ends the events.</summary>
    public async ValueTask DisposeAsync()
    {
        _ended.Cancel();
        _events.Writer.TryComplete();
        await AbandonAsync();
        _detector.Dispose();
    }

    private void Hear(ReadOnlySpan<short> window, MediaTime at)
    {
        Pcm.ToFloat(window, _window);
        _preRoll.Add(window, at);
        var probability = _detector.Detect(_window);
        if (_echo is not null && at - _played > EchoForgotten)
        {
            _echo = null;
        }

        var edge = _echo is not null && _echo.IsEcho(_window, at) ? _gate.Step(0, Pcm.SilenceLevel, at) : _gate.Step(probability, Pcm.Level(window), at);

        var voiced = edge is VoiceEdge.Began or VoiceEdge.WentOn;
        if (voiced)
        {
            // Before the event that says so: whoever reads that reads no guess of the pause after it.
            _pause.End();
        }

        _feed?.Write(new AudioFrame(at, _detector.Format, window.ToArray()), voiced);
        switch (edge)
        {
            case VoiceEdge.Began:
                BeginVoice();
                break;
            case VoiceEdge.WentOn:
                _events.Writer.TryWrite(new VoiceWentOn(_gate.LastVoice));
                break;
            case VoiceEdge.Paused:
                _events.Writer.TryWrite(new VoicePaused(_gate.LastVoice));
                _feed?.Guess();
                break;
            case VoiceEdge.Ended:
                EndVoice(_gate.LastVoice);
                break;
        }
    }

    private void BeginVoice()
    {
        // A voice that the watch is about to end goes on.
        if (Interlocked.Exchange(ref _voice, 1) == 0)
        {
            _ = WatchAsync();
        }

        _events.Writer.TryWrite(new VoiceBegan(_gate.Onset));
        if (_feed is null)
        {
            var recognition = Volatile.Read(ref _recognition);
            _feed = new RecognitionFeed(_recognizer, _options.MaxGuesses, _pause, heard => _events.Writer.TryWrite(heard with { Recognition = recognition }));
            _feed.Write(_preRoll.Take(), voiced: true);
        }
    }

    private void EndVoiceIf(bool ends)
    {
        if (ends)
        {
            EndVoice(_gate.LastVoice);
            _gate.Reset();
        }
    }

    private void EndVoice(MediaTime lastVoice)
    {
        if (Interlocked.Exchange(ref _voice, 0) == 1)
        {
            _events.Writer.TryWrite(new VoiceEnded(lastVoice));
        }
    }

    private RecognitionFeed? TakeFeed()
    {
        Interlocked.Increment(ref _recognition);
        var feed = _feed;
        _feed = null;
        return feed;
    }

    /// <summary>Ends the voice when the microphone stalls. Runs beside the writer and shares only the flags with it.</summary>
    private async Task WatchAsync()
    {
        try
        {
            while (HearsVoice)
            {
                var stalled = new MediaTime(TimeSpan.FromTicks(Volatile.Read(ref _lastWrite))) + _options.StalledAfter;
                if (_clock.Now >= stalled)
                {
                    Volatile.Write(ref _stalled, 1);
                    EndVoice(_gate.LastVoice);
                    return;
                }

                await _clock.WaitUntilAsync(stalled, _ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener was disposed.
        }
    }
}
