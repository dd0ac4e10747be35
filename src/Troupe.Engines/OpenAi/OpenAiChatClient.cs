using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using Polly.CircuitBreaker;
using Troupe.Conversation;
using ChatClient = OpenAI.Chat.ChatClient;

namespace Troupe.Engines.OpenAi;

/// <summary>
/// Writes answers with a model behind an OpenAI-compatible endpoint. Thread-safe; one client serves all sessions, and its circuit breaker is the endpoint's.
/// </summary>
/// <remarks>
/// Attempts are repeated only before the first token. After it a failure is an <see cref="EngineException"/>: an answer is never cut short silently,
/// and a stream that ends without a finish reason counts as cut.
/// </remarks>
public sealed class OpenAiChatClient : IChatClient
{
    private readonly OpenAiOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly ChatClient _client;
    private readonly OpenAiAttempts _attempts;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Prepares a client; nothing is sent before the first question.</summary>
    public OpenAiChatClient(OpenAiOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time ?? TimeProvider.System;
        var sockets = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = options.FirstTokenTimeout };
        _http = new HttpClient(new LineLimit(sockets)) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new ChatClient(options.Model, new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey), new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            Transport = new HttpClientPipelineTransport(_http),
        });
        _attempts = new OpenAiAttempts(options, _time);
        _metadata = new ChatClientMetadata("openai", options.Endpoint, options.Model);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no messages, or one holds something that is neither text nor a tool call.</exception>
    /// <exception cref="EngineException">No answer, or not the whole answer.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = OpenAiRequest.From(messages, options, _options);
        return AnswerAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync(OpenAiRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var total = new CancellationTokenSource(_options.TotalTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token);
        await using var stream = await OpenAsync(request, total.Token, both.Token, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            ChatResponseUpdate? update;
            try
            {
                update = await stream.NextAsync().ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested || fault is not OperationCanceledException)
            {
                throw total.IsCancellationRequested ? TooSlow(fault) : OpenAiFailure.From(fault, _options).Error;
            }

            if (update is null)
            {
                yield break;
            }

            yield return update;
        }
    }

    private async ValueTask<OpenAiStream> OpenAsync(OpenAiRequest request, CancellationToken total, CancellationToken both, CancellationToken caller)
    {
        try
        {
            var attempt = await _attempts.RunAsync(token => OpenAiStream.TryOpenAsync(_client, request, _options, _time, token), both).ConfigureAwait(false);
            return attempt.Stream ?? throw attempt.Failure!.Error;
        }
        catch (BrokenCircuitException broken)
        {
            throw new EngineException($"The endpoint {_options.Endpoint} failed repeatedly and is left alone for {_options.BreakDuration.TotalSeconds:0.#} s.", transient: true, broken);
        }
        catch (OperationCanceledException cancelled) when (!caller.IsCancellationRequested && total.IsCancellationRequested)
        {
            throw TooSlow(cancelled);
        }
    }

    private EngineException TooSlow(Exception inner) =>
        new($"The endpoint {_options.Endpoint} did not finish the answer within {_options.TotalTimeout.TotalSeconds:0.###} s.", transient: true, inner);
}
