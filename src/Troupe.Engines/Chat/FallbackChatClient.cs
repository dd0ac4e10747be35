using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Troupe.Conversation;

namespace Troupe.Engines.Chat;

/// <summary>
/// Answers with the first of several writers that can: the next one takes over when one fails before its first token. Thread-safe when the writers are.
/// </summary>
/// <remarks>After the first token a failure is passed on: half an answer of one writer does not go on with another's.</remarks>
public sealed class FallbackChatClient : IChatClient
{
    private readonly IReadOnlyList<IChatClient> _writers;
    private readonly ILogger _log;

    /// <summary>Chains writers.</summary>
    /// <param name="writers">In order of preference; owned and disposed by the chain.</param>
    /// <param name="log">Hears of every change of writer.</param>
    public FallbackChatClient(IReadOnlyList<IChatClient> writers, ILogger<FallbackChatClient>? log = null)
    {
        ArgumentNullException.ThrowIfNull(writers);
        ArgumentOutOfRangeException.ThrowIfZero(writers.Count, nameof(writers));
        _writers = writers;
        _log = log ?? NullLogger<FallbackChatClient>.Instance;
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is nothing to answer.</exception>
    /// <exception cref="EngineException">No writer could answer, or one failed in the middle of its answer.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AnswerAsync(Conversations.Require(messages), options, cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _writers[0].GetService(serviceType, serviceKey);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in _writers)
        {
            writer.Dispose();
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<EngineException> failures = [];
        for (var i = 0; i < _writers.Count; i++)
        {
            await using var updates = _writers[i].GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            bool more;
            try
            {
                more = await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (EngineException failure)
            {
                failures.Add(failure);
                if (i + 1 < _writers.Count)
                {
                    ChatLog.NextWriter(_log, i + 1, i + 2, failure.Message);
                }

                continue;
            }

            for (; more; more = await updates.MoveNextAsync().ConfigureAwait(false))
            {
                yield return updates.Current;
            }

            yield break;
        }

        throw failures.Count == 1
            ? new EngineException(failures[0].Message, failures[0].Transient, failures[0])
            : new EngineException(
                $"None of {failures.Count} writers could answer: {string.Join(' ', failures.Select(failure => failure.Message))}",
                failures.Exists(failure => failure.Transient),
                new AggregateException(failures));
    }
}
