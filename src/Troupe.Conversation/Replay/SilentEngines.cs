using Microsoft.Extensions.AI;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Replay;

/// <summary>Stand for the engines of a recording: those are there that were there, and none is asked for anything but whether a window of sound holds a voice.</summary>
/// <param name="recorded">What the engines were.</param>
internal sealed class SilentEngines(RecordedEngines recorded)
{
    private static readonly EngineDescription Silent = new("silent", "1", "Apache-2.0");

    /// <summary>What the model that looks for voices is to throw at the next window; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The voice of every presenter.</summary>
    public static ISpeechSynthesizer Voice { get; } = new Mouth();

    /// <summary>The engines, as a conversation wants them.</summary>
    public ConversationEngines ToEngines() => new()
    {
        VoiceActivity = recorded.VoiceActivity is null ? null : new Voices(this),
        Recognizer = recorded.Recognizer is null ? null : new Ear(),
        Synthesizer = recorded.Synthesizer is null ? null : Voice,
        Writer = new Pen(),
    };

    private static InvalidOperationException Asked() => new("Nobody asks an engine in a replay.");

    private sealed class Voices(SilentEngines engines) : IVoiceActivityModel
    {
        public EngineDescription Description => Silent;

        public IVoiceActivityDetector Open() => engines.Recorded.Deaf is { InnerException: { } failure } ? throw failure : new Detector(engines);
    }

    private sealed class Detector(SilentEngines engines) : IVoiceActivityDetector
    {
        private const int Silero = 512;
        private const int LongestWindow = 1 << 16;

        public AudioFormat Format { get; } = new(engines.Recorded.WindowRate ?? AudioFormat.Hearing.SampleRate);

        public int WindowSamples { get; } = engines.Recorded.WindowSamples is { } samples and <= LongestWindow ? samples : Silero;

        public float Detect(ReadOnlySpan<float> window) => engines.Failure is { } failure ? throw failure : 0;

        public void Reset()
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class Ear : ISpeechRecognizer
    {
        public EngineDescription Description => Silent;

        public AudioFormat Format => AudioFormat.Hearing;

        public ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken) => throw Asked();
    }

    private sealed class Mouth : ISpeechSynthesizer
    {
        public EngineDescription Description => Silent;

        public Voice Voice { get; } = new("silent", "und", AudioFormat.Hearing);

        public IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken) => throw Asked();
    }

    private sealed class Pen : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw Asked();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw Asked();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private RecordedEngines Recorded => recorded;
}
