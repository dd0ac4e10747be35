using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Admission;

namespace Troupe.Server.Sessions;

/// <summary>Holds one conversation from handshake to end and says why it ended. Ends early when the transport's input ends or when cancelled.</summary>
internal delegate Task<SessionEndReason> Converse(string session, Caller caller, ConversationEngines engines, ConversationOptions options, SessionSettings settings, IConversationTransport transport, CancellationToken cancellationToken);
