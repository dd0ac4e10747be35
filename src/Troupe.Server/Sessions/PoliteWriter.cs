using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Server.Policy;

namespace Troupe.Server.Sessions;

/// <summary>Answers words that the policy denies by a sentence of the policy, without the writer, which never sees them.</summary>
/// <param name="writer">Writes all other answers; not disposed: all sessions share it.</param>
/// <param name="sentence">The sentence, as it is at that moment.</param>
internal sealed class PoliteWriter(IChatClient writer, Func<string> sentence) : IChatClient
{
    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return IsWithheld(asked) ? SayAsync(cancellationToken) : writer.GetStreamingResponseAsync(asked, options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return IsWithheld(asked) ? new ChatResponse(new ChatMessage(ChatRole.Assistant, sentence())) : await writer.GetResponseAsync(asked, options, cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => writer.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static bool IsWithheld(IReadOnlyList<ChatMessage> asked) => asked is [.., { Text: var last }] && last.Contains(InputScreen.Withheld, StringComparison.Ordinal);

    private async IAsyncEnumerable<ChatResponseUpdate> SayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ValueTask.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, sentence());
    }
}
