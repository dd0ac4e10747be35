using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Speaking;
using Troupe.Server.Sessions;
using Troupe.Testing;

namespace Troupe.Server.Tests;

/// <summary>Engines for tests of what surrounds a conversation.</summary>
internal static class TestEngines
{
    /// <summary>All four parts.</summary>
    public static EngineSource Whole { get; } = _ => Task.FromResult(new ConversationEngines
    {
        Writer = new SilentWriter(),
        VoiceActivity = new ScriptedVoiceActivity(),
        Recognizer = new SilentRecognizer(),
        Synthesizer = new SilentSynthesizer(),
    });

    /// <summary>A writer only.</summary>
    public static EngineSource TextOnly { get; } = _ => Task.FromResult(new ConversationEngines
    {
        Writer = new SilentWriter(),
        Findings = [new EngineFinding("synthesizer", "hts", Found: false, "libHTSEngine.so was not found.", "Run apt-get install libhtsengine1.")],
    });

    private sealed class SilentWriter : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse());

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield break;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class SilentRecognizer : ISpeechRecognizer
    {
        public EngineDescription Description { get; } = new("silent", "1", "Apache-2.0", "hears nothing");

        public Troupe.Conversation.Audio.AudioFormat Format => Troupe.Conversation.Audio.AudioFormat.Hearing;

        public ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken) => throw new EngineException("It hears nothing.", transient: false);
    }

    private sealed class SilentSynthesizer : ISpeechSynthesizer
    {
        public EngineDescription Description { get; } = new("silent", "1", "Apache-2.0");

        public Voice Voice { get; } = new("silent", "en-GB", new Troupe.Conversation.Audio.AudioFormat(16_000));

        public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }
    }
}
