using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>The conversation began. Only a recording knows it.</summary>
/// <param name="At">When.</param>
/// <param name="Setup">What it is made with.</param>
internal sealed record ConversationOpened(MediaTime At, ConversationSetup Setup) : ConversationEvent(At);

/// <summary>The loop met something. Only a recording knows it; what the client sent it has as <see cref="MessageReceived"/> and <see cref="MicrophoneHeard"/>.</summary>
/// <param name="At">When.</param>
/// <param name="Item">What.</param>
internal sealed record ItemMet(MediaTime At, LoopItem Item) : ConversationEvent(At);

/// <summary>The presenter became another. Only a recording knows it.</summary>
/// <param name="At">When.</param>
/// <param name="Options">How the conversation behaves from then on.</param>
/// <param name="Voice">What speaks; null for answers as text.</param>
/// <param name="Shown">What the client is shown; null when that stays.</param>
internal sealed record PresenterRecast(MediaTime At, ConversationOptions Options, string? Voice, PresenterCard? Shown) : ConversationEvent(At);

/// <summary>The conversation ends, for whatever reason. Only a recording knows it.</summary>
/// <param name="At">When.</param>
internal sealed record ConversationClosing(MediaTime At) : ConversationEvent(At);
