using Troupe.Contracts;
using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>Who a session shows, and how it behaves.</summary>
/// <param name="Card">What the client sees; its locale is that of the voice where it says none.</param>
/// <param name="Options">How the conversation behaves.</param>
/// <param name="Voice">Name of the voice; null for the server's.</param>
/// <param name="Version">Version of the presenter that it was made of; 0 for the server's own.</param>
internal sealed record Cast(PresenterCard Card, ConversationOptions Options, string? Voice, long Version)
{
    /// <summary>The engines of a session with this cast: the voice that it asks for, if it works, and the server's otherwise.</summary>
    public ConversationEngines Engines(ConversationEngines available) =>
        Voice is not null && available.Voices.TryGetValue(Voice, out var voice) ? available with { Synthesizer = voice } : available;

    /// <summary>What a client is shown; the server's own presenter speaks what its voice speaks.</summary>
    public PresenterCard CardFor(ConversationEngines available) =>
        Card.Locale.Length > 0 ? Card : Card with { Locale = available.Synthesizer?.Voice.Locale ?? "en-US" };
}
