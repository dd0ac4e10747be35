using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>
/// Writes a scenario's answers, word by word. Which answer follows from how often the person said something, not from how often it was asked:
/// an answer that is begun on a guess and dropped uses nothing up.
/// </summary>
internal sealed class CastWriter(ScenarioWriter script, EngineLog log, Random random) : IChatClient
{
    private readonly FaultPlan _faults = new(script.Faults, log.Time);
    private readonly List<IReadOnlyList<ChatMessage>> _asked = [];

    /// <summary>The conversations that were to be answered, in order.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        lock (_asked)
        {
            _asked.Add(asked);
        }

        var questions = asked.Count(message => message.Role == ChatRole.User);
        var fault = _faults.Next();
        using var work = log.Begin("writer");
        var words = script.Replies[Math.Clamp(questions - 1, 0, script.Replies.Count - 1)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var word = 0; word < words.Length; word++)
        {
            await fault.MeetAsync(word, work, cancellationToken);
            await Task.Delay((word == 0 ? script.FirstToken : script.Word).Next(random) * fault.Factor, log.Time, cancellationToken);
            if (fault.Drops(word))
            {
                continue;
            }

            work.Say(words[word]);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word == 0 ? words[word] : " " + words[word])
            {
                FinishReason = word == words.Length - 1 ? ChatFinishReason.Stop : null,
            };
        }

        work.Done();
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Holds nothing.
    }
}
