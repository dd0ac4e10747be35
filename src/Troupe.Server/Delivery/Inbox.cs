using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation;

namespace Troupe.Server.Delivery;

/// <summary>
/// What a client sends, checked, limited in rate and in order, for the conversation to read. Outlives sockets: what a resumed client repeats is dropped here.
/// </summary>
/// <remarks>
/// Thread-safe for the moments when an old socket and its successor both deliver. Full-mode wait: a conversation that lags stops the reading
/// of the socket, and so the client.
/// </remarks>
internal sealed class Inbox(int? inputSampleRate, DeliveryOptions options, TimeProvider time, Action<ServerMessage> answer, Action<SessionRefresh> renew)
{
    private readonly Channel<ConversationInput> _inputs = Channel.CreateBounded<ConversationInput>(
        new BoundedChannelOptions(options.InputCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    // Never disposed: it holds no handle, and a replaced socket may still come here.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CommandLedger _commands = new();
    private readonly ArrivalRate _messageRate = new(time, options.MessagesPerSecond, options.MessageBurst);
    private readonly ArrivalRate? _sampleRate = inputSampleRate is { } rate
        ? new(time, rate * options.MicrophoneSpeed, rate * options.MicrophoneSpeed * options.MicrophoneBurst.TotalSeconds)
        : null;

    private readonly MicrophoneStream? _microphone = inputSampleRate is { } rate ? new(rate) : null;
    private int _badFrames;
    private int _framesBeyondRate;
    private long _microphonePosition;

    /// <summary>Microphone samples received; a resumed client continues from here.</summary>
    public long MicrophonePosition => Interlocked.Read(ref _microphonePosition);

    /// <summary>Remembers the answer to a command.</summary>
    public void Answered(string command, ServerMessage message) => _commands.Answer(command, message);

    /// <summary>Says that nothing more is taken.</summary>
    public void Complete() => _inputs.Writer.TryComplete();

    /// <summary>Takes a text frame.</summary>
    /// <returns>Why the session must end, or null to go on.</returns>
    public async ValueTask<SessionEndReason?> TakeTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var incoming = IncomingMessage.Read(frame.Span);
            if (!_messageRate.TryTake())
            {
                return BeyondRate((incoming as IncomingMessage.Valid)?.Message as ClientCommand);
            }

            _framesBeyondRate = 0;
            switch (incoming)
            {
                case IncomingMessage.Bad bad:
                    return BadFrame(bad);
                case IncomingMessage.Valid valid:
                    _badFrames = 0;
                    await TakeAsync(valid.Message, cancellationToken);
                    return null;
                default:
                    return null;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a binary frame.</summary>
    /// <returns>Why the session must end, or null to go on.</returns>
    public async ValueTask<SessionEndReason?> TakeBinaryAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!AudioPacket.TryRead(frame.Span, out var packet, out var bytes) || packet.Kind is not AudioPacketKind.Microphone)
            {
                return BadFrame(new IncomingMessage.Bad(Command: null, "A binary frame from a client is a microphone packet of whole samples."));
            }

            if (_microphone is null)
            {
                return BadFrame(new IncomingMessage.Bad(Command: null, "The session has no microphone."));
            }

            if (!_sampleRate!.TryTake(Math.Max(bytes.Length / sizeof(short), 1)))
            {
                return BeyondRate(command: null);
            }

            (_badFrames, _framesBeyondRate) = (0, 0);
            var samples = _microphone.Take(packet.Offset, bytes);
            Interlocked.Exchange(ref _microphonePosition, _microphone.Position);
            if (samples.Length > 0)
            {
                await WriteAsync(new MicrophoneInput(samples), cancellationToken);
            }

            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes what the server itself has to say to the conversation; waits behind what the client sent. Comes to nothing when the session has ended.</summary>
    public void Take(ConversationInput input) => _ = WriteAsync(input, CancellationToken.None).AsTask();

    /// <summary>Everything that was taken, in order; ends after <see cref="Complete"/>. One reader.</summary>
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

    private async ValueTask TakeAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case SessionStart or SessionResume:
                answer(Refusals.Of(((ClientCommand)message).Id, "out_of_order", "The session has started; a handshake is the first message on a socket."));
                break;
            case DirectionCommand direction:
                answer(Refusals.Of(direction.Id, "missing_scope", "The person's own socket cannot direct the presenter; send it over HTTP or a control socket."));
                break;
            case ClientCommand command when !_commands.TryBegin(command.Id, out var earlier):
                if (earlier is not null)
                {
                    answer(earlier);
                }

                break;
            case SessionRefresh refresh:
                renew(refresh);
                break;
            default:
                await WriteAsync(new MessageInput(message), cancellationToken);
                break;
        }
    }

    private async ValueTask WriteAsync(ConversationInput input, CancellationToken cancellationToken)
    {
        // A completed channel belongs to a session that ended: what still comes in is of no use to it.
        while (await _inputs.Writer.WaitToWriteAsync(cancellationToken))
        {
            if (_inputs.Writer.TryWrite(input))
            {
                return;
            }
        }
    }

    private SessionEndReason? BadFrame(IncomingMessage.Bad bad)
    {
        answer(bad.Command is { } command ? Refusals.Of(command, "bad_message", bad.Reason) : Refusals.Error("bad_message", bad.Reason));
        return ++_badFrames >= options.MaxBadFrames ? SessionEndReason.ProtocolError : null;
    }

    private SessionEndReason? BeyondRate(ClientCommand? command)
    {
        if (command is not null)
        {
            answer(Refusals.Of(command.Id, "rate_limited", "The command came too soon after others; send it again."));
        }
        else if (_framesBeyondRate == 0)
        {
            // Said once for each stretch: an answer to every frame would double the flood.
            answer(Refusals.Error("rate_limited", "Frames come faster than the limit; some are dropped."));
        }

        return ++_framesBeyondRate >= options.MaxFramesBeyondRate ? SessionEndReason.LimitExceeded : null;
    }
}
