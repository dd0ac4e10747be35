using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation.Playout;

namespace Troupe.Conversation.Tests.Talks;

/// <summary>A line whose reports of what was heard are lost, late, repeated and out of order, as a test says; everything else passes.</summary>
/// <param name="line">The line to the page.</param>
/// <param name="time">The clock.</param>
internal sealed class DoubtfulReports(IConversationTransport line, TimeProvider time) : IConversationTransport
{
    private readonly Channel<ConversationInput> _inputs = Channel.CreateUnbounded<ConversationInput>();

    /// <summary>Reports that get lost from here on.</summary>
    public int Losses { get; set; }

    /// <summary>Whether the next word of the page that it is silent gets lost.</summary>
    public int LostAcks { get; set; }

    /// <summary>How late each second report comes from here on, so that others overtake it.</summary>
    public TimeSpan Late { get; set; }

    /// <summary>How late the page's word comes that it is silent.</summary>
    public TimeSpan LateAck { get; set; }

    /// <summary>Whether reports come twice from here on.</summary>
    public bool Twice { get; set; }

    /// <summary>What the conversation received, in order, with the time.</summary>
    public List<(TimeSpan At, ClientMessage Message)> Arrived { get; } = [];

    public async IAsyncEnumerable<ConversationInput> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _ = PumpAsync(cancellationToken);
        while (await _inputs.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_inputs.Reader.TryRead(out var input))
            {
                yield return input;
            }
        }
    }

    public void Send(ServerMessage message) => line.Send(message);

    public void Send(SpeechPacket packet) => line.Send(packet);

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        var reports = 0;
        await foreach (var input in line.ReadAsync(cancellationToken))
        {
            switch (input)
            {
                case MessageInput { Message: PlayheadMoved } when Losses > 0:
                    Losses--;
                    break;
                case MessageInput { Message: SpeechCleared } when LostAcks > 0:
                    LostAcks--;
                    break;
                case MessageInput { Message: PlayheadMoved }:
                    Pass(input, reports++ % 2 == 0 ? TimeSpan.Zero : Late);
                    if (Twice)
                    {
                        Pass(input, Late * 2);
                    }

                    break;
                case MessageInput { Message: SpeechCleared }:
                    Pass(input, LateAck);
                    if (Twice)
                    {
                        Pass(input, Late);
                    }

                    break;
                default:
                    Pass(input, TimeSpan.Zero);
                    break;
            }
        }

        _inputs.Writer.TryComplete();
    }

    private async void Pass(ConversationInput input, TimeSpan late)
    {
        if (late > TimeSpan.Zero)
        {
            await Task.Delay(late, time);
        }

        _inputs.Writer.TryWrite(input);
    }
}
