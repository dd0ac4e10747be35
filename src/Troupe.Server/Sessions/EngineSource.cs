using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>Finds and warms up the engines of this server. Called once, at start.</summary>
internal delegate Task<ConversationEngines> EngineSource(CancellationToken cancellationToken);
