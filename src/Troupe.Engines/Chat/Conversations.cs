using Microsoft.Extensions.AI;

namespace Troupe.Engines.Chat;

/// <summary>What every writer asks of the conversation that it is given.</summary>
internal static class Conversations
{
    /// <summary>The messages, of which there must be one from a person or a tool.</summary>
    /// <exception cref="ArgumentException">There is nothing to answer.</exception>
    public static IReadOnlyList<ChatMessage> Require(IEnumerable<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var all = messages.ToList();
        return all.Exists(message => message.Role == ChatRole.User || message.Role == ChatRole.Tool)
            ? all
            : throw new ArgumentException("The conversation holds nothing to answer: it needs a message from the person.", nameof(messages));
    }
}
