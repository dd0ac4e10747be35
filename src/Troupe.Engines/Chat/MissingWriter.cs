using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Troupe.Engines.Chat;

/// <summary>Stands where no writer works: every answer fails and says why.</summary>
/// <param name="finding">What is missing.</param>
internal sealed class MissingWriter(EngineFinding finding) : IChatClient
{
    /// <exception cref="EngineException">Always.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromException<ChatResponse>(Failure());

    /// <exception cref="EngineException">Always, when it is read.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, (await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)).Text);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private EngineException Failure() => new($"No writer works. {finding.Detail} {finding.Cure}", transient: false);
}
