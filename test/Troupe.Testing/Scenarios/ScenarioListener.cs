using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;

namespace Troupe.Testing.Scenarios;

/// <summary>
/// Understands what the person of a scenario says, and no word before it was said: the voice that a recognition hears is the next of the script,
/// so that a pause which ends a turn also divides the words. A recognition that begins with the very sound that another began with hears that again.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="script">How it behaves.</param>
internal sealed class ScenarioListener(TimeProvider time, ScenarioRecognizer script) : ISpeechRecognizer
{
    private readonly List<(TimeSpan Duration, string? Word)> _voices = [];
    private readonly ConditionalWeakTable<short[], object> _begun = [];
    private int _said;
    private bool _fails = script.Fails;

    public EngineDescription Description { get; } = new("scenario", "1", "Apache-2.0", "Understands what a scenario says.");

    public AudioFormat Format => AudioFormat.Hearing;

    public void Expect(ScenarioSound sound)
    {
        foreach (var voice in sound.Voices)
        {
            _voices.Add(voice);
        }
    }

    public ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IRecognition>(new Recognition(this, time, script.Finish));

    /// <summary>The first voice that a recognition can hear.</summary>
    private int First(short[] beginning) => (int)_begun.GetValue(beginning, _ => _said);

    private sealed class Recognition(ScenarioListener listener, TimeProvider time, TimeSpan finish) : IRecognition
    {
        /// <summary>A word counts as said when no more than this is missing: voice activity and windows cut a little at the edges.</summary>
        private static readonly TimeSpan Missing = TimeSpan.FromMilliseconds(60);

        private readonly Channel<Transcript> _partials = Channel.CreateUnbounded<Transcript>();
        private readonly List<string> _words = [];
        private TimeSpan _voice;
        private int? _next;

        public void Write(AudioFrame frame)
        {
            _next ??= listener.First(MemoryMarshal.TryGetArray(frame.Samples, out var beginning) ? beginning.Array! : []);
            var samples = frame.Samples.Span;
            var piece = frame.Format.Samples(TimeSpan.FromMilliseconds(10));
            for (; samples.Length > 0; samples = samples[Math.Min(piece, samples.Length)..])
            {
                var part = samples[..Math.Min(piece, samples.Length)];
                _voice += Pcm.Level(part) > ScriptedSound.VoiceLevel ? frame.Format.Duration(part.Length) : TimeSpan.Zero;
            }

            while (_next < listener._voices.Count && listener._voices[_next.Value] is var next && _voice + Missing >= next.Duration)
            {
                _next++;
                listener._said = Math.Max(listener._said, _next.Value);
                _voice -= next.Duration;
                if (next.Word is { } word)
                {
                    _words.Add(word);
                    _partials.Writer.TryWrite(new Transcript(string.Join(' ', _words), IsFinal: false));
                }
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
            _partials.Writer.TryComplete();
            await Task.Delay(finish, time, cancellationToken);
            if (listener._fails)
            {
                listener._fails = false;
                throw new EngineException("The scenario's recogniser fails once.", transient: true);
            }

            return new Transcript(string.Join(' ', _words), IsFinal: true);
        }

        public ValueTask DisposeAsync()
        {
            _partials.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }
    }
}
