using Troupe.Conversation;

namespace Troupe.Testing.Scenarios;

/// <summary>Makes the scripted engines that a scenario describes.</summary>
internal static class ScenarioCast
{
    public static ConversationEngines Engines(ScenarioEngines engines, ScenarioListener? listener, TimeProvider time) => new()
    {
        VoiceActivity = listener is null ? null : new ScriptedVoiceActivity(),
        Recognizer = listener,
        Synthesizer = engines.Voice is { } voice ? Voice(voice, time) : null,
        Writer = Writer(engines.Writer, time),
    };

    private static ScriptedSynthesizer Voice(ScenarioVoice voice, TimeProvider time) => new(time)
    {
        FirstByte = voice.FirstAudio,
        WordDuration = voice.Word,
        FailAtPhrase = voice.FailsAtPhrase ?? 0,
        Failure = voice.FailsAtPhrase is null ? null : new EngineException("The scenario's voice fails.", transient: false),
    };

    private static ScriptedWriter Writer(ScenarioWriter writer, TimeProvider time) => new(time, [.. writer.Replies])
    {
        FirstToken = writer.FirstToken,
        PerWord = writer.Word,
        FailAtWord = writer.FailsAtWord ?? 0,
        Failure = writer.FailsAtWord is null ? null : new EngineException("The scenario's writer fails.", transient: true),
    };
}
