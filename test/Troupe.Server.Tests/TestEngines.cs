using Troupe.Conversation;
using Troupe.Server.Sessions;
using Troupe.Testing;

namespace Troupe.Server.Tests;

/// <summary>Scripted engines in real time.</summary>
internal static class TestEngines
{
    /// <summary>What the presenter answers.</summary>
    public const string Answer = "The sky is blue today. Have a look.";

    /// <summary>What the person is understood to say.</summary>
    public const string Question = "how is the sky";

    /// <summary>All four parts.</summary>
    public static EngineSource Whole { get; } = _ => Task.FromResult(new OpenedEngines(new ConversationEngines
    {
        Writer = Writer(),
        VoiceActivity = new ScriptedVoiceActivity(),
        Recognizer = new ScriptedRecognizer(TimeProvider.System, Question),
        Synthesizer = new ScriptedSynthesizer(TimeProvider.System) { WordDuration = TimeSpan.FromMilliseconds(60) },
    }));

    /// <summary>A writer only.</summary>
    public static EngineSource TextOnly { get; } = _ => Task.FromResult(new OpenedEngines(new ConversationEngines
    {
        Writer = Writer(),
        Findings = [new EngineFinding("synthesizer", "hts", Found: false, "libHTSEngine.so was not found.", "Run apt-get install libhtsengine1.")],
    }));

    private static ScriptedWriter Writer() => new(TimeProvider.System, Answer) { FirstToken = TimeSpan.FromMilliseconds(5), PerWord = TimeSpan.FromMilliseconds(1) };
}
