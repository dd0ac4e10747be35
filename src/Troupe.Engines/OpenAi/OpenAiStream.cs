using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Troupe.Conversation;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace Troupe.Engines.OpenAi;

/// <summary>One answer on its way. It exists from the first token on and knows whether the answer is whole.</summary>
internal sealed class OpenAiStream : IAsyncDisposable
{
    /// <summary>How long the usage may stay out after the answer: the last phrase waits for the end of the stream.</summary>
    private static readonly TimeSpan AfterFinish = TimeSpan.FromMilliseconds(300);

    private readonly OpenAiOptions _options;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;
    private readonly IAsyncEnumerator<StreamingChatCompletionUpdate> _updates;
    private readonly SortedDictionary<int, ToolCall> _calls = [];
    private ChatResponseUpdate? _first;
    private bool _begun;
    private bool _finished;

    private OpenAiStream(ChatClient client, OpenAiRequest request, OpenAiOptions options, TimeProvider time, CancellationToken lifetime)
    {
        _options = options;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, lifetime);
        _updates = client.CompleteChatStreamingAsync(request.Messages, request.Options, _either.Token).GetAsyncEnumerator(_either.Token);
    }

    /// <summary>Sends the request and waits for the first token; a failure is an outcome.</summary>
    /// <param name="client">Sends.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="options">Timeouts.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Ends the answer, now or later on.</param>
    public static async ValueTask<OpenAiAttempt> TryOpenAsync(ChatClient client, OpenAiRequest request, OpenAiOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = new OpenAiStream(client, request, options, time, cancellationToken);
        try
        {
            stream._first = await stream.ReadAsync().ConfigureAwait(false);
            stream._begun = true;
            return new OpenAiAttempt(stream, null);
        }
        catch (Exception fault)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new OpenAiAttempt(null, OpenAiFailure.From(fault, options));
        }
    }

    /// <summary>The next piece, or null after the whole answer.</summary>
    /// <exception cref="EngineException">The stream fell silent or ended before the answer did.</exception>
    public async ValueTask<ChatResponseUpdate?> NextAsync()
    {
        if (_first is { } first)
        {
            _first = null;
            return first;
        }

        return await ReadAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _either.CancelAsync().ConfigureAwait(false);
        await _updates.DisposeAsync().ConfigureAwait(false);
        _either.Dispose();
        _silence.Dispose();
    }

    private async ValueTask<ChatResponseUpdate?> ReadAsync()
    {
        var patience = _finished ? AfterFinish : _begun ? _options.TokenTimeout : _options.FirstTokenTimeout;
        _silence.CancelAfter(patience);
        try
        {
            while (await _updates.MoveNextAsync().ConfigureAwait(false))
            {
                if (Translate(_updates.Current) is { } update)
                {
                    return update;
                }
            }
        }
        catch (Exception) when (_finished)
        {
            return null;
        }
        catch (OperationCanceledException cancelled) when (_silence.IsCancellationRequested)
        {
            var silent = $"{patience.TotalSeconds:0.###} s";
            throw new EngineException(
                _begun ? $"The endpoint {_options.Endpoint} fell silent in the middle of an answer for {silent}." : $"The endpoint {_options.Endpoint} gave no first token within {silent}.",
                transient: true,
                cancelled);
        }
        finally
        {
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        return _finished
            ? null
            : throw new EngineException($"The endpoint {_options.Endpoint} ended the stream {(_begun ? "in the middle of an answer" : "without an answer")}.", transient: true);
    }

    private ChatResponseUpdate? Translate(StreamingChatCompletionUpdate update)
    {
        List<AIContent> contents = [];
        foreach (var part in update.ContentUpdate)
        {
            if (part.Kind == ChatMessageContentPartKind.Text && part.Text.Length > 0)
            {
                contents.Add(new TextContent(part.Text));
            }
        }

        if (!string.IsNullOrEmpty(update.RefusalUpdate))
        {
            contents.Add(new TextContent(update.RefusalUpdate));
        }

        foreach (var piece in update.ToolCallUpdates)
        {
            var call = _calls.TryGetValue(piece.Index, out var known) ? known : _calls[piece.Index] = new ToolCall();
            call.Id ??= piece.ToolCallId;
            call.Name ??= piece.FunctionName;
            call.Arguments.Append(piece.FunctionArgumentsUpdate?.ToString());
        }

        if (update.FinishReason is not null)
        {
            _finished = true;
            contents.AddRange(_calls.Values.Select(call => call.ToContent()));
            _calls.Clear();
        }

        if (update.Usage is { } usage)
        {
            contents.Add(new UsageContent(new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount }));
        }

        return contents.Count == 0 && update.FinishReason is null
            ? null
            : new ChatResponseUpdate(ChatRole.Assistant, contents)
            {
                ResponseId = update.CompletionId,
                MessageId = update.CompletionId,
                ModelId = update.Model,
                CreatedAt = update.CreatedAt,
                FinishReason = Translate(update.FinishReason),
            };
    }

    private static ChatFinishReason? Translate(OpenAI.Chat.ChatFinishReason? reason) => reason switch
    {
        null => null,
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private sealed class ToolCall
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();

        public FunctionCallContent ToContent() => FunctionCallContent.CreateFromParsedArguments(
            Arguments.Length == 0 ? "{}" : Arguments.ToString(),
            Id ?? Name ?? "",
            Name ?? "",
            json => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions));
    }
}
