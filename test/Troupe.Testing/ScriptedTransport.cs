using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Testing;

/// <summary>
/// The person's side of a conversation in tests and simulations: takes what a script sends, and records all that comes back with its time. Runs on one thread,
/// that of <see cref="VirtualTime"/>.
/// </summary>
/// <param name="time">The clock; times are those since this was made.</param>
public sealed class ScriptedTransport(TimeProvider time) : IConversationTransport
{
    private readonly Channel<ConversationInput> _inputs = Channel.CreateUnbounded<ConversationInput>();
    private readonly MediaClock _clock = new(time);
    private readonly List<Output> _outputs = [];
    private readonly List<Waiting> _waiting = [];
    private int _commands;
    private long _seq;

    /// <summary>All that came back, in order.</summary>
    public IReadOnlyList<Output> Outputs => _outputs;

    /// <summary>The messages that came back, in order.</summary>
    public IEnumerable<ServerMessage> Messages => _outputs.Select(output => output.Message).OfType<ServerMessage>();

    /// <summary>Told of everything that comes back, after it was recorded: for a simulated client that answers.</summary>
    public Action<Output>? Received { get; set; }

    /// <summary>Sends a message.</summary>
    public void Send(ClientMessage message) => _inputs.Writer.TryWrite(new MessageInput(message));

    /// <summary>Writes to the presenter; gives the command's id.</summary>
    public string Say(string text)
    {
        var id = NextId();
        Send(new MessageSend { Id = id, Text = text });
        return id;
    }

    /// <summary>Asks the presenter to stop; gives the command's id.</summary>
    public string Interrupt()
    {
        var id = NextId();
        Send(new TurnInterrupt { Id = id });
        return id;
    }

    /// <summary>Ends the session; gives the command's id.</summary>
    public string End()
    {
        var id = NextId();
        Send(new SessionEnd { Id = id });
        return id;
    }

    /// <summary>An id for the next command.</summary>
    public string NextId() => $"c{++_commands}";

    /// <summary>Opens the microphone; <see cref="Send(ReadOnlyMemory{short})"/> follows.</summary>
    public string OpenMicrophone()
    {
        var id = NextId();
        Send(new MicrophoneOpen { Id = id });
        return id;
    }

    /// <summary>Closes the microphone.</summary>
    public string CloseMicrophone()
    {
        var id = NextId();
        Send(new MicrophoneClose { Id = id });
        return id;
    }

    /// <summary>Sends sound from the microphone.</summary>
    public void Send(ReadOnlyMemory<short> samples) => _inputs.Writer.TryWrite(new MicrophoneInput(samples));

    /// <summary>Sends sound as a microphone does: in packets of 20 ms, each when its last sample was heard.</summary>
    public async Task SpeakAsync(ReadOnlyMemory<short> sound, int sampleRate, CancellationToken cancellationToken = default)
    {
        var packet = sampleRate * Protocol.PacketMilliseconds / 1000;
        var start = _clock.Now;
        for (var from = 0; from < sound.Length; from += packet)
        {
            var length = Math.Min(packet, sound.Length - from);
            await _clock.WaitUntilAsync(start + MediaTime.FromSamples(from + length, sampleRate).Elapsed, cancellationToken);
            Send(sound.Slice(from, length));
        }
    }

    /// <summary>The person's side is gone.</summary>
    public void Close() => _inputs.Writer.TryComplete();

    /// <summary>The next message of a type, from among those that come after this call, that fulfils a condition.</summary>
    public async Task<TMessage> NextAsync<TMessage>(Func<TMessage, bool>? condition = null)
        where TMessage : ServerMessage
    {
        var waiting = new Waiting(output => output.Message is TMessage message && (condition is null || condition(message)));
        _waiting.Add(waiting);
        return (TMessage)(await waiting.Found.Task).Message!;
    }

    /// <summary>The first message of a type that fulfils a condition; waits for it when there was none yet.</summary>
    public async Task<TMessage> FirstAsync<TMessage>(Func<TMessage, bool>? condition = null)
        where TMessage : ServerMessage =>
        Messages.OfType<TMessage>().FirstOrDefault(message => condition is null || condition(message)) ?? await NextAsync(condition);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationInput> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _inputs.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_inputs.Reader.TryRead(out var input))
            {
                yield return input;
            }
        }
    }

    void IConversationTransport.Send(ServerMessage message) => Record(new Output(_clock.Now, message with { Seq = ++_seq }, null));

    void IConversationTransport.Send(SpeechPacket packet)
    {
        _seq++;
        Record(new Output(_clock.Now, null, packet));
    }

    private void Record(Output output)
    {
        _outputs.Add(output);
        Received?.Invoke(output);
        foreach (var waiting in _waiting.Where(waiting => waiting.Condition(output)).ToList())
        {
            _waiting.Remove(waiting);
            waiting.Found.SetResult(output);
        }
    }

    /// <summary>Something that came back: a message or a packet.</summary>
    /// <param name="At">When.</param>
    /// <param name="Message">The message, or null.</param>
    /// <param name="Packet">The packet, or null.</param>
    public readonly record struct Output(MediaTime At, ServerMessage? Message, SpeechPacket? Packet);

    private sealed record Waiting(Func<Output, bool> Condition)
    {
        public TaskCompletionSource<Output> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
