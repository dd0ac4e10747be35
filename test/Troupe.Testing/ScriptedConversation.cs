using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Testing.Pages;

namespace Troupe.Testing;

/// <summary>A conversation with scripted engines and a simulated page, ready to run in <see cref="VirtualTime"/>. Change what a test is about, keep the rest.</summary>
/// <param name="time">The clock.</param>
public sealed class ScriptedConversation(TimeProvider time)
{
    private SimulatedPage? _page;

    /// <summary>How the conversation behaves. No greeting.</summary>
    public ConversationOptions Options { get; } = new();

    /// <summary>What the handshake agreed. Default: 16 kHz both ways.</summary>
    public SessionSettings Settings { get; set; } = new() { Input = new AudioFormat(16_000), Output = new AudioFormat(16_000) };

    /// <summary>Writes. Default: one short sentence.</summary>
    public Microsoft.Extensions.AI.IChatClient Writer { get; set; } = new ScriptedWriter(time, "I am fine, thank you for asking.");

    /// <summary>Speaks; null for none.</summary>
    public Conversation.Speaking.ISpeechSynthesizer? Synthesizer { get; set; } = new ScriptedSynthesizer(time);

    /// <summary>Hears voices; null for none.</summary>
    public IVoiceActivityModel? VoiceActivity { get; set; } = new ScriptedVoiceActivity();

    /// <summary>Understands; null for none.</summary>
    public ISpeechRecognizer? Recognizer { get; set; } = new ScriptedRecognizer(time, "how are you");

    /// <summary>Hears the end of a turn in its sound; null for none.</summary>
    public ITurnModel? TurnModel { get; set; }

    /// <summary>Looks at phrases; null lets all pass.</summary>
    public IPhraseScreen? Screen { get; set; }

    /// <summary>Looks at what the person says; null keeps all.</summary>
    public IInputScreen? Inputs { get; set; }

    /// <summary>Decides how long a pause ends a turn; null for the usual one.</summary>
    public ITurnDetector? Detector { get; set; }

    /// <summary>Whether the page reports how much was heard. Default: true.</summary>
    public bool ReportsPlayhead { get; set; } = true;

    /// <summary>The person's side; made when it is first asked for, as the settings are then.</summary>
    public SimulatedPage Page => _page ??= new SimulatedPage(time, new SimulatedPageOptions
    {
        Input = Settings.Input ?? AudioFormat.Hearing,
        Output = Settings.Output ?? AudioFormat.Hearing,
        ReportsPlayhead = ReportsPlayhead,
    });

    /// <summary>What happened.</summary>
    public InMemoryJournal Journal { get; init; } = new();

    /// <summary>Starts the conversation: the task ends with it.</summary>
    public Task<Contracts.SessionEndReason> RunAsync(CancellationToken cancellationToken = default)
    {
        var engines = new ConversationEngines { VoiceActivity = VoiceActivity, Recognizer = Recognizer, TurnModel = TurnModel, Synthesizer = Synthesizer, Writer = Writer };
        return new ConversationLoop(engines, Options, Settings, Page, Journal, time, Screen, Inputs, Detector).RunAsync(cancellationToken);
    }
}
