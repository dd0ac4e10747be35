using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Journal;

/// <summary>Something that happened in a conversation.</summary>
/// <param name="At">When, on the session's clock.</param>
public abstract record ConversationEvent(MediaTime At);

/// <summary>A message went to the client.</summary>
/// <param name="At">When.</param>
/// <param name="Message">The message, before the transport numbered it.</param>
public sealed record MessageSent(MediaTime At, ServerMessage Message) : ConversationEvent(At);

/// <summary>A message came from the client.</summary>
/// <param name="At">When.</param>
/// <param name="Message">The message.</param>
public sealed record MessageReceived(MediaTime At, ClientMessage Message) : ConversationEvent(At);

/// <summary>Speech went to the client; the samples themselves are not kept.</summary>
/// <param name="At">When.</param>
/// <param name="Epoch">Epoch of the utterance.</param>
/// <param name="Utterance">The utterance.</param>
/// <param name="Offset">Samples of the utterance before this packet.</param>
/// <param name="Length">Samples of the packet.</param>
/// <param name="IsLast">Whether the utterance ended with it.</param>
public sealed record SpeechSent(MediaTime At, Epoch Epoch, uint Utterance, long Offset, int Length, bool IsLast) : ConversationEvent(At);

/// <summary>Sound came from the microphone; the samples themselves are not kept.</summary>
/// <param name="At">When.</param>
/// <param name="Offset">Samples received before these.</param>
/// <param name="Length">Samples received.</param>
public sealed record MicrophoneHeard(MediaTime At, long Offset, int Length) : ConversationEvent(At)
{
    /// <summary>Why nothing could be heard in it; null when something could, or the microphone was closed.</summary>
    public Exception? Failure { get; init; }
}

/// <summary>A phrase of the answer passed the screen and goes to the voice.</summary>
/// <param name="At">When.</param>
/// <param name="Epoch">Epoch of the answer.</param>
/// <param name="Index">Position of the phrase in the answer.</param>
/// <param name="Text">The phrase.</param>
public sealed record PhraseScreened(MediaTime At, Epoch Epoch, int Index, string Text) : ConversationEvent(At);

/// <summary>A phrase of the answer was left out by the screen.</summary>
/// <param name="At">When.</param>
/// <param name="Epoch">Epoch of the answer.</param>
/// <param name="Index">Position of the phrase in the answer.</param>
public sealed record PhraseRefused(MediaTime At, Epoch Epoch, int Index) : ConversationEvent(At);

/// <summary>A phrase was synthesised to its end.</summary>
/// <param name="At">When.</param>
/// <param name="Epoch">Epoch of the answer.</param>
/// <param name="Index">Position of the phrase in the answer.</param>
/// <param name="Audio">How long it sounds.</param>
public sealed record PhraseSynthesised(MediaTime At, Epoch Epoch, int Index, TimeSpan Audio) : ConversationEvent(At);

/// <summary>An answer that was begun before the person was done came to nothing: they went on, or said something else.</summary>
/// <param name="At">When.</param>
/// <param name="Guess">Which one, counted from 1.</param>
/// <param name="Characters">What it cost of the writer.</param>
/// <param name="Audio">What it cost of the voice.</param>
public sealed record AnswerDropped(MediaTime At, uint Guess, int Characters, TimeSpan Audio) : ConversationEvent(At);

/// <summary>An engine failed.</summary>
/// <param name="At">When.</param>
/// <param name="Part">Which part: <c>writer</c>, <c>synthesizer</c>, <c>recognizer</c> and so on.</param>
/// <param name="Reason">For an operator.</param>
public sealed record EngineFailed(MediaTime At, string Part, string Reason) : ConversationEvent(At);
