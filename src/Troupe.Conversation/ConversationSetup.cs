using Troupe.Conversation.Hearing;

namespace Troupe.Conversation;

/// <summary>What a conversation is made with, as far as its deeds depend on it.</summary>
/// <param name="Settings">What the handshake agreed.</param>
/// <param name="Options">How it behaves.</param>
/// <param name="Engines">What its engines are.</param>
internal sealed record ConversationSetup(SessionSettings Settings, ConversationOptions Options, RecordedEngines Engines);

/// <summary>What the engines of a conversation are: their names, null for one that is missing.</summary>
/// <param name="VoiceActivity">Hears voices.</param>
/// <param name="Recognizer">Understands.</param>
/// <param name="Synthesizer">Speaks.</param>
/// <param name="Detector">Judges the pauses.</param>
/// <param name="WindowRate">Rate of the sound in which voices are looked for, in hertz; null when nothing is heard.</param>
/// <param name="WindowSamples">Samples in which one is looked for at a time; null when nothing is heard.</param>
/// <param name="Deaf">Why nothing can be heard; null when something can, or there is no microphone.</param>
internal sealed record RecordedEngines(string? VoiceActivity, string? Recognizer, string? Synthesizer, string Detector, int? WindowRate, int? WindowSamples, StageFailure? Deaf)
{
    /// <summary>Describes engines.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="detector">Judges the pauses.</param>
    /// <param name="listener">Hears with them; null when nothing does.</param>
    /// <param name="deaf">Why nothing does.</param>
    public static RecordedEngines Of(ConversationEngines engines, ITurnDetector detector, Listener? listener, StageFailure? deaf) => new(
        engines.VoiceActivity?.Description.Name,
        engines.Recognizer?.Description.Name,
        engines.Synthesizer?.Description.Name,
        detector.GetType().Name,
        listener?.Window.Format.SampleRate,
        listener?.Window.Samples,
        deaf);
}
