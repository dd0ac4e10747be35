using Troupe.Conversation;
using Troupe.Testing.Cast;
using Troupe.Testing.People;

namespace Troupe.Testing.Scenarios;

/// <summary>The engines of a scenario and its person. Each varies by itself, so that a change of one leaves the others as they were.</summary>
internal sealed class ScenarioCast
{
    private readonly CastWriter _writer;

    /// <summary>Gathers them.</summary>
    public ScenarioCast(Scenario scenario, int seed, TimeProvider time)
    {
        var script = new SpokenScript();
        var engines = scenario.Engines;
        Log = new EngineLog(time);
        Speaker = new Speaker(scenario.Person, engines.Recognizer ?? new ScenarioRecognizer(), script, Chance.Of(seed, "person"));
        Screen = engines.Screen is { } screen ? new CastScreen(screen, Log, Chance.Of(seed, "screen")) : null;
        _writer = new CastWriter(engines.Writer, Log, Chance.Of(seed, "writer"));
        Engines = new ConversationEngines
        {
            VoiceActivity = engines.Recognizer is null ? null : new CastVoiceActivity(engines.VoiceActivity, script),
            Recognizer = engines.Recognizer is { } recognizer ? new CastRecognizer(recognizer, script, Log, Chance.Of(seed, "recognizer")) : null,
            Synthesizer = engines.Voice is { } voice ? new CastVoice(voice, Log, Chance.Of(seed, "voice")) : null,
            Pronouncer = engines.Voice?.Untimed is null ? null : UntimedVoice.Pronouncer,
            Writer = _writer,
        };
    }

    /// <summary>The engines.</summary>
    public ConversationEngines Engines { get; }

    /// <summary>Looks at phrases; null for none.</summary>
    public IPhraseScreen? Screen { get; }

    /// <summary>The person.</summary>
    public Speaker Speaker { get; }

    /// <summary>What the engines did.</summary>
    public EngineLog Log { get; }

    /// <summary>The conversations that the writer was to answer, in order.</summary>
    public IReadOnlyList<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>> Asked => _writer.Asked;
}
