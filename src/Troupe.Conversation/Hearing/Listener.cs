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

    private readonly Channel<HearingEvent> _events = Channel.CreateBounded<HearingEvent>(
        new BoundedChannelOptions(PendingEvents) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = false });

    private readonly ISpeechRecognizer _recognizer;
    private readonly AudioFormat _input;
    private readonly HearingOptions _options;
    private readonly IVoiceActivityDetector _detector;
    private readonly VoiceGate _gate;
    private readonly WindowCutter _cutter;
    private readonly PreRoll _preRoll;
    private readonly CurrentPause _pause = new();
    private readonly PauseJudge? _judge;
    private readonly PlayedEcho? _echo;
    private readonly HeardVoice _voice;
    private readonly float[] _window;
    private RecognitionFeed? _feed;
    private int _recognition;
    private MediaTime? _expected;

    /// <summary>Begins to listen.</summary>
    /// <param name="voiceActivity">Finds voices.</param>
    /// <param name="recognizer">Understands them.</param>
    /// <param name="input">The microphone's format.</param>
    /// <param name="clock">The session's clock, on which frames have their times.</param>
    /// <param name="options">Thresholds and durations.</param>
    /// <param name="turnModel">Judges the sound of pauses, which is <see cref="EndJudged"/>; null for none, and then no sound is kept for it.</param>
    /// <exception cref="ArgumentException">The input's rate is not supported, or the options contradict each other.</exception>
    /// <exception cref="EngineException">The voice activity model failed.</exception>
    public Listener(IVoiceActivityModel voiceActivity, ISpeechRecognizer recognizer, AudioFormat input, MediaClock clock, HearingOptions options, ITurnModel? turnModel = null)
    {
        ArgumentNullException.ThrowIfNull(voiceActivity);
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(options);
        _recognizer = recognizer;
        _input = input;
        _options = options;
        _detector = voiceActivity.Open();
        _window = new float[_detector.WindowSamples];
        var duration = _detector.Format.Duration(_detector.WindowSamples);
        _gate = new VoiceGate(options, duration);
        _cutter = new WindowCutter(input, _detector.Format, _detector.WindowSamples);
        _preRoll = new PreRoll(_detector.Format, _detector.WindowSamples, options.PreRoll, _gate.WindowsToBegin);
        _judge = turnModel is null ? null : new PauseJudge(turnModel, _detector.Format, _detector.WindowSamples, _pause, judged => _events.Writer.TryWrite(judged));
        _echo = options.EchoGuard ? new PlayedEcho(_detector.Format, clock) : null;
        _voice = new HeardVoice(clock, options.StalledAfter, () => _events.Writer.TryWrite(new VoiceEnded(_gate.LastVoice)));
    }

    /// <summary>Whether a voice is heard.</summary>
    public bool HearsVoice => _voice.IsHeard;

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

        if (_voice.HadStalled())
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
    public void Played(AudioFormat format, ReadOnlySpan<short> samples) => _echo?.Played(format, samples);

    /// <summary>Says that what the person does not hear yet is dropped. For the caller who writes.</summary>
    public void StopPlaying() => _echo?.Stop();

    /// <summary>Says that no sound follows for a while, as when the person mutes: a voice ends at once. The recognition stays open.</summary>
    public void CloseMicrophone()
    {
        _voice.End();
        _gate.Reset();
        _detector.Reset();
        _preRoll.Clear();
        _judge?.Clear();
        _expected = null;
    }

    /// <summary>
    /// What is heard, as it happens; to be read once. Once <see cref="FinishAsync"/> or <see cref="AbandonAsync"/> was called, no partial, no guess, no judgement and no failure of that
    /// recognition is yielded any more.
    /// Ends when the listener is disposed.
    /// </summary>
    public async IAsyncEnumerable<HearingEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _events.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_events.Reader.TryRead(out var heard))
            {
                var over = (heard.Recognition is { } recognition && recognition != Volatile.Read(ref _recognition)) || (heard.Pause is { } pause && pause != _pause.Number);
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
        _voice.Dispose();
        _events.Writer.TryComplete();
        await AbandonAsync();
        _judge?.Dispose();
        _detector.Dispose();
    }

    private void Hear(ReadOnlySpan<short> window, MediaTime at)
    {
        Pcm.ToFloat(window, _window);
        _preRoll.Add(window, at);
        _judge?.Add(window, at);
        var probability = _detector.Detect(_window);
        var isEcho = _echo?.IsEcho(_window, at, _gate.VoicedSince) ?? false;
        var edge = isEcho ? _gate.Step(0, Pcm.SilenceLevel, at) : _gate.Step(probability, Pcm.Level(window), at);
        var voiced = edge is VoiceEdge.Began or VoiceEdge.WentOn;
        if (voiced)
        {
            // Before the event that says so: whoever reads that reads no guess of the pause after it.
            _pause.End();
            _judge?.Stop();
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
                if (_feed is not null)
                {
                    _feed.Guess();
                    _judge?.Judge(Volatile.Read(ref _recognition));
                }

                break;
            case VoiceEdge.Ended:
                _voice.End();
                break;
        }
    }

    private void BeginVoice()
    {
        _voice.Begin();
        _events.Writer.TryWrite(new VoiceBegan(_gate.Onset));
        if (_feed is null)
        {
            var recognition = Volatile.Read(ref _recognition);
            _feed = new RecognitionFeed(_recognizer, _options.MaxGuesses, _pause, heard => _events.Writer.TryWrite(heard with { Recognition = recognition }));
            var before = _preRoll.Take();
            _feed.Write(before, voiced: true);
            _judge?.Begin(before);
        }
    }

    private void EndVoiceIf(bool ends)
    {
        if (ends)
        {
            _voice.End();
            _gate.Reset();
        }
    }

    private RecognitionFeed? TakeFeed()
    {
        Interlocked.Increment(ref _recognition);
        _judge?.Stop();
        var feed = _feed;
        _feed = null;
        return feed;
    }
}
