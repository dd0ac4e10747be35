using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>Finds and warms up the engines of this server. Called once, at start.</summary>
internal delegate Task<OpenedEngines> EngineSource(CancellationToken cancellationToken);

/// <summary>Engines that are ready.</summary>
/// <param name="Engines">The engines.</param>
/// <param name="Owner">Releases them when the server is down; null where nothing needs releasing.</param>
internal sealed record OpenedEngines(ConversationEngines Engines, IAsyncDisposable? Owner = null);
