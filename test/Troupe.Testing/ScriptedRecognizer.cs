using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;

namespace Troupe.Testing;

/// <summary>
/// Understands utterances from a script: each recognition that hears a voice takes the next one. Partials grow by a word with each <see cref="WordDuration"/> of voice,
/// and the final transcript is the whole utterance. A recognition that hears none, and one after the script's end, understands nothing; one that begins with the very sound that another
/// began with hears that again, and takes its utterance.
/// </summary>
/// <param name="time">Virtual or real time, for <see cref="OpenDelay"/> and <see cref="FinishDelay"/>.</param>
/// <param name="utterances">The script.</param>
public sealed class ScriptedRecognizer(TimeProvider time, params IEnumerable<string> utterances) : ISpeechRecognizer
{
    private readonly Queue<string> _script = new(utterances);
    private readonly ConditionalWeakTable<short[], string[]> _begun = [];

    /// <summary>How much voice a word takes. Default: 300 ms.</summary>
    public TimeSpan WordDuration { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long opening takes. Default: no time.</summary>
    public TimeSpan OpenDelay { get; init; }

    /// <summary>How long the final transcript takes. Default: 80 ms, about what pocketsphinx takes.</summary>
    public TimeSpan FinishDelay { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Thrown by the next recognition that opens, once. Default: none.</summary>
    public EngineException? OpenFailure { get; set; }

    /// <summary>Thrown by the next recognition that finishes, once. Default: none.</summary>
    public EngineException? FinishFailure { get; set; }

    /// <summary>Recognitions opened and not yet disposed.</summary>
    public int Open => _open;

    /// <summary>Recognitions opened so far.</summary>
    public int Opened => _opened;

    private int _open;
    private int _opened;

    /// <inheritdoc/>
    public EngineDescription Description { get; } = new("scripted", "1", "Apache-2.0", "For tests: understands a script.");

    /// <inheritdoc/>
    public AudioFormat Format => AudioFormat.Hearing;

    /// <inheritdoc/>
    public async ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OpenDelay > TimeSpan.Zero)
        {
            await Task.Delay(OpenDelay, time, cancellationToken);
        }

        if (OpenFailure is { } failure)
        {
            OpenFailure = null;
            throw failure;
        }

        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _opened);
        return new Recognition(this);
    }

    private string[] NextUtterance(short[] beginning)
    {
        lock (_script)
        {
            if (!_begun.TryGetValue(beginning, out var words))
            {
                words = _script.TryDequeue(out var utterance) ? utterance.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
                _begun.Add(beginning, words);
            }

            return words;
        }
    }

    private sealed class Recognition(ScriptedRecognizer recognizer) : IRecognition
    {
        private readonly Channel<Transcript> _partials = Channel.CreateUnbounded<Transcript>();
        private short[]? _beginning;
        private string[]? _words;
        private TimeSpan _voice;
        private int _said;
        private int _disposed;

        public void Write(AudioFrame frame)
        {
            if (frame.Format != recognizer.Format)
            {
                throw new ArgumentException($"Sound is heard at {recognizer.Format.SampleRate} Hz, not at {frame.Format.SampleRate} Hz.", nameof(frame));
            }

            _beginning ??= MemoryMarshal.TryGetArray(frame.Samples, out var samples) ? samples.Array! : [];
            _voice += frame.Format.Duration(LoudSamples(frame.Samples.Span));
            if (_voice == TimeSpan.Zero)
            {
                return;
            }

            _words ??= recognizer.NextUtterance(_beginning);
            while (_said < _words.Length && _voice >= recognizer.WordDuration * (_said + 1))
            {
                _said++;
                _partials.Writer.TryWrite(new Transcript(string.Join(' ', _words.Take(_said)), IsFinal: false));
            }
        }

        public async IAsyncEnumerable<Transcript> PartialsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            while (await _partials.Reader.WaitToReadAsync(cancellationToken))
            {
                while (_partials.Reader.TryRead(out var partial))
                {
                    yield return partial;
                }
            }
        }

        public async ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _partials.Writer.TryComplete();
            if (recognizer.FinishDelay > TimeSpan.Zero)
            {
                await Task.Delay(recognizer.FinishDelay, recognizer.Time, cancellationToken);
            }

            if (recognizer.FinishFailure is { } failure)
            {
                recognizer.FinishFailure = null;
                throw failure;
            }

            return new Transcript(string.Join(' ', _words ?? []), IsFinal: true);
        }

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                _partials.Writer.TryComplete();
                Interlocked.Decrement(ref recognizer._open);
            }

            return ValueTask.CompletedTask;
        }

        /// <summary>Samples in pieces of 10 ms that are loud.</summary>
        private static int LoudSamples(ReadOnlySpan<short> samples)
        {
            const int Piece = 160;
            var loud = 0;
            for (; !samples.IsEmpty; samples = samples[Math.Min(Piece, samples.Length)..])
            {
                var piece = samples[..Math.Min(Piece, samples.Length)];
                loud += Pcm.Level(piece) > ScriptedSound.VoiceLevel ? piece.Length : 0;
            }

            return loud;
        }
    }

    private TimeProvider Time => time;
}
