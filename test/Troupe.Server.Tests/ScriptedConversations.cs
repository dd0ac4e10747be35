using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Admission;

namespace Troupe.Server.Tests;

/// <summary>Conversations that a test plays itself: it sees what comes in and sends what it likes.</summary>
internal sealed class ScriptedConversations
{
    private readonly Channel<ScriptedConversation> _started = Channel.CreateUnbounded<ScriptedConversation>();

    public async Task<SessionEndReason> ConverseAsync(string session, Caller caller, ConversationEngines engines, ConversationOptions options, SessionSettings settings, IConversationTransport transport, CancellationToken cancellationToken)
    {
        var conversation = new ScriptedConversation(engines, options, settings, transport);
        _started.Writer.TryWrite(conversation);
        return await conversation.RunAsync(cancellationToken);
    }

    /// <summary>The next conversation that started.</summary>
    public async Task<ScriptedConversation> NextAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(WireClient.Patience);
}

/// <summary>One conversation that a test plays itself.</summary>
internal sealed class ScriptedConversation(ConversationEngines engines, ConversationOptions options, SessionSettings settings, IConversationTransport transport)
{
    private readonly Channel<ConversationInput> _inputs = Channel.CreateUnbounded<ConversationInput>();
    private readonly TaskCompletionSource<SessionEndReason> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConversationEngines Engines => engines;

    public ConversationOptions Options => options;

    public SessionSettings Settings => settings;

    public IConversationTransport Transport => transport;

    /// <summary>Completes when the conversation was told to end.</summary>
    public Task Over => _over.Task.WaitAsync(WireClient.Patience);

    /// <summary>Ends the conversation as if it had decided so.</summary>
    public void Finish(SessionEndReason reason) => _finished.TrySetResult(reason);

    /// <summary>Breaks the conversation.</summary>
    public void Fail(Exception fault) => _finished.TrySetException(fault);

    /// <summary>The next thing that came in.</summary>
    public async Task<ConversationInput> NextAsync() => await _inputs.Reader.ReadAsync().AsTask().WaitAsync(WireClient.Patience);

    /// <summary>The next message that came in.</summary>
    public async Task<T> NextAsync<T>() where T : ClientMessage => (await NextAsync()).ShouldBeOfType<MessageInput>().Message.ShouldBeOfType<T>();

    /// <summary>Whether nothing has come in that was not looked at.</summary>
    public bool HasNothingMore => !_inputs.Reader.TryPeek(out _);

    public async Task<SessionEndReason> RunAsync(CancellationToken cancellationToken)
    {
        var reading = ReadAsync(cancellationToken);
        var finished = await Task.WhenAny(_finished.Task, reading);
        return finished == reading ? SessionEndReason.ClientEnded : await _finished.Task;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var input in transport.ReadAsync(cancellationToken))
            {
                if (input is RecastInput { Shown: { } shown })
                {
                    // As every conversation does.
                    transport.Send(new PresenterChanged { Presenter = shown });
                }

                await _inputs.Writer.WriteAsync(input, cancellationToken);
            }
        }
        finally
        {
            _over.TrySetResult();
        }
    }
}
