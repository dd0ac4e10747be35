using Troupe.Contracts;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation;

/// <summary>The person's side of a session, as the conversation sees it. One loop reads and sends.</summary>
public interface IConversationTransport
{
    /// <summary>What the person's side sends, in order; ends when the session is to end. Survives lost sockets: a resumed client goes on here.</summary>
    IAsyncEnumerable<ConversationInput> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sends a fact. Never waits; the transport assigns <see cref="ServerMessage.Seq"/> and leaves out tracks that the client did not ask for.</summary>
    void Send(ServerMessage message);

    /// <summary>Sends speech. Never waits.</summary>
    void Send(SpeechPacket packet);
}

/// <summary>Something from the person's side.</summary>
public abstract record ConversationInput;

/// <summary>A message: any <see cref="ClientMessage"/> but the handshakes, which the transport answers itself.</summary>
/// <param name="Message">The message, already checked for shape and size.</param>
public sealed record MessageInput(ClientMessage Message) : ConversationInput;

/// <summary>The presenter is another from the next answer on: as whoever runs the server decided, not the person.</summary>
/// <param name="Options">How the conversation behaves. Times and limits stay those that it began with; its name, part, style and lip sync count.</param>
/// <param name="Voice">Speaks; null for answers as text.</param>
/// <param name="Shown">What the client is shown from now on; null when that stays.</param>
public sealed record RecastInput(ConversationOptions Options, ISpeechSynthesizer? Voice, PresenterCard? Shown = null) : ConversationInput;

/// <summary>Sound from the microphone in the session's input format, following the previous piece.</summary>
/// <param name="Samples">PCM16; not changed afterwards.</param>
public sealed record MicrophoneInput(ReadOnlyMemory<short> Samples) : ConversationInput;
