using Microsoft.Extensions.AI;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation;

/// <summary>The engines of a session, shared by all sessions. A missing one is null: its part of the conversation degrades and says so.</summary>
public sealed record ConversationEngines
{
    /// <summary>Hears whether somebody speaks; without it there is no voice input.</summary>
    public IVoiceActivityModel? VoiceActivity { get; init; }

    /// <summary>Understands speech; without it there is no voice input.</summary>
    public ISpeechRecognizer? Recognizer { get; init; }

    /// <summary>Hears in a pause whether the person is done; without it the words and the person's earlier pauses tell.</summary>
    public ITurnModel? TurnModel { get; init; }

    /// <summary>Speaks; without it answers are text only.</summary>
    public ISpeechSynthesizer? Synthesizer { get; init; }

    /// <summary>The voices that work, by name, for sessions that are to speak with another one. Default: none.</summary>
    public IReadOnlyDictionary<string, ISpeechSynthesizer> Voices { get; init; } = new Dictionary<string, ISpeechSynthesizer>(StringComparer.Ordinal);

    /// <summary>Says how words are said; without it the mouth of a voice that tells no phonemes follows its sound alone.</summary>
    public IPronouncer? Pronouncer { get; init; }

    /// <summary>Hears the mouth of a voice that tells no phonemes, calibrated for it; without it <see cref="LipModel.Default"/>, which is read when the first such phrase comes.</summary>
    public LipModel? LipModel { get; init; }

    /// <summary>Writes the answers.</summary>
    public required IChatClient Writer { get; init; }

    /// <summary>What was found and what is missing, for readiness, sessions and the doctor.</summary>
    public IReadOnlyList<EngineFinding> Findings { get; init; } = [];
}
