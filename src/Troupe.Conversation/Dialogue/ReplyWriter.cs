using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Troupe.Conversation.Dialogue;

/// <summary>The stage that writes answers: asks a chat model and passes its words on as they come. Holds no state; thread-safe.</summary>
/// <param name="model">Who writes.</param>
internal sealed class ReplyWriter(IChatClient model)
{
    /// <summary>Writes the answer to the last message of a conversation, in pieces as the model gives them; empty pieces are left out.</summary>
    /// <param name="messages">Instructions and conversation, oldest first.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async IAsyncEnumerable<string> WriteAsync(IReadOnlyList<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in model.GetStreamingResponseAsync(messages, options: null, cancellationToken))
        {
            if (update.Text is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }
}
