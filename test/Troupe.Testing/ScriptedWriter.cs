using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Conversation;

namespace Troupe.Testing;

/// <summary>Writes answers from a script, word by word at a steady pace. Asks nobody; the last answer is repeated.</summary>
/// <param name="time">Virtual or real time.</param>
/// <param name="answers">The answers in order; at least one.</param>
public sealed class ScriptedWriter(TimeProvider time, params IReadOnlyList<string> answers) : IChatClient
{
    private readonly List<IReadOnlyList<ChatMessage>> _asked = [];

    /// <summary>From the question to the first word. Default: 200 ms.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>From one word to the next. Default: 30 ms.</summary>
    public TimeSpan PerWord { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Thrown instead of a word, once; see <see cref="FailAtWord"/>. Default: none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The word in whose place <see cref="Failure"/> is thrown, from 0. Default: 0, before the first word.</summary>
    public int FailAtWord { get; init; }

    /// <summary>The conversations that were to be answered, in order.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked => _asked;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string answer;
        lock (_asked)
        {
            answer = answers[Math.Min(_asked.Count, answers.Count - 1)];
            _asked.Add([.. messages]);
        }

        var words = answer.Split(' ');
        for (var word = 0; word < words.Length; word++)
        {
            await Task.Delay(word == 0 ? FirstToken : PerWord, time, cancellationToken);
            if (word == FailAtWord && Failure is { } failure)
            {
                Failure = null;
                throw failure;
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, word == 0 ? words[word] : " " + words[word])
            {
                FinishReason = word == words.Length - 1 ? ChatFinishReason.Stop : null,
            };
        }
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
