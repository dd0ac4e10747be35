using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Server.Delivery;
using Troupe.Testing.Cast;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Pages;

/// <summary>
/// A WebSocket between a <see cref="SimulatedPage"/> and its conversation that is slow, loses, stalls, breaks and comes back. What the server sends goes through the server's
/// own outbox, so that numbering, replay after a resume and the dropping of interrupted epochs are those of the server; the page goes on as the client library does.
/// Runs in virtual or real time; thread-safe.
/// </summary>
internal sealed class SimulatedLine : IConversationTransport, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SimulatedPage _page;
    private readonly ScenarioNetwork _network;
    private readonly EngineLog _log;
    private readonly Outbox _outbox;
    private readonly StreamDirection<OutboxEntry> _down;
    private readonly StreamDirection<ConversationInput> _up;
    private readonly Channel<ConversationInput> _inputs = Channel.CreateUnbounded<ConversationInput>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<ConversationInput> _kept = new();
    private readonly CancellationTokenSource _closed = new();
    private OutboxCursor? _cursor;
    private long _received;
    private uint _epoch;
    private long _microphone;
    private int _losses;
    private bool _suspended;

    /// <summary>Connects a page.</summary>
    public SimulatedLine(SimulatedPage page, ScenarioNetwork network, EngineLog log, Random random)
    {
        _page = page;
        _network = network = new ScenarioNetwork { Delay = network.Delay, Loss = network.Loss, Reorder = network.Reorder };
        _log = log;
        _outbox = new Outbox(new DeliveryOptions(), log.Time);
        _down = new StreamDirection<OutboxEntry>(network, log.Time, random, Deliver);
        _up = new StreamDirection<ConversationInput>(network, log.Time, random, Take);
        Connect();
        _ = PumpPageAsync();
    }

    /// <summary>The most frames that were on their way at once in one direction.</summary>
    public int MostFrames => Math.Max(_down.Deepest, _up.Deepest);

    /// <summary>The most bytes that the server's outbox kept at once.</summary>
    public long MostKept { get; private set; }

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

    /// <inheritdoc/>
    public void Send(ServerMessage message)
    {
        _outbox.Add(message);
        MostKept = Math.Max(MostKept, _outbox.RetainedBytes);
    }

    /// <inheritdoc/>
    public void Send(SpeechPacket packet)
    {
        _outbox.Add(packet);
        MostKept = Math.Max(MostKept, _outbox.RetainedBytes);
    }

    /// <summary>Does what a step says; returns at once.</summary>
    public void Meet(NetworkStep step)
    {
        _network.Delay = step.Delay ?? _network.Delay;
        _network.Loss = step.Loss ?? _network.Loss;
        _network.Reorder = step.Reorder ?? _network.Reorder;
        if (step.Stall is { } stall)
        {
            _ = NoteAsync("stall", stall);
            _down.Stall(stall);
            _up.Stall(stall);
        }
        else if ((step.Drop ?? step.Suspend) is { } away)
        {
            _ = LoseAsync(away, sleeps: step.Suspend is not null);
        }
        else
        {
            using var changed = _log.Begin("network", "other conditions");
            changed.Done();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _outbox.Dispose();
    }

    private void Connect()
    {
        lock (_lock)
        {
            _cursor = _outbox.TryAttach(_received, _epoch);
        }

        if (_cursor is { } cursor)
        {
            _ = PumpServerAsync(cursor);
        }
        else
        {
            // What the page missed is no longer kept: for it the session is over.
            _inputs.Writer.TryComplete();
        }
    }

    private async Task LoseAsync(TimeSpan away, bool sleeps)
    {
        using var note = _log.Begin("network", sleeps ? "page sleeps" : "connection lost");
        int loss;
        lock (_lock)
        {
            loss = ++_losses;
            _suspended |= sleeps;
            if (_cursor is { } cursor)
            {
                _outbox.Detach(cursor);
                _cursor = null;
            }

            // What was on its way to the server and did not arrive is sent again; reports of the playhead are not, newer ones follow.
            var unsent = _up.Break().Concat(_kept).Where(IsSentAgain).ToArray();
            _kept.Clear();
            foreach (var input in unsent)
            {
                _kept.Enqueue(input);
            }

            _down.Break();
        }

        if (sleeps)
        {
            _page.Sleep();
        }

        var window = TimeSpan.FromMilliseconds(Protocol.ResumeWindowMilliseconds);
        await Task.Delay(away < window ? away : window, _log.Time, CancellationToken.None);
        note.Done();
        lock (_lock)
        {
            if (loss != _losses || _closed.IsCancellationRequested)
            {
                return;
            }
        }

        if (away >= window)
        {
            // The server has given up waiting: its conversation ends as when the client is gone.
            _inputs.Writer.TryComplete();
            return;
        }

        if (sleeps)
        {
            _page.Wake();
        }

        await Task.Delay(_network.Delay.P50 * 4, _log.Time);
        Resume();
    }

    /// <summary>The handshake of a resumed socket, two round trips after it was opened.</summary>
    private void Resume()
    {
        ConversationInput[] again;
        lock (_lock)
        {
            _suspended = false;
            again = [.. _kept];
            _kept.Clear();
        }

        _page.Send(new SessionResumed { Session = "simulated", From = _received + 1, InputOffset = _microphone });
        Connect();
        foreach (var input in again)
        {
            _up.Send(input);
        }

        _page.ReportNow();
    }

    private async Task NoteAsync(string what, TimeSpan duration)
    {
        using var note = _log.Begin("network", what);
        await Task.Delay(duration, _log.Time);
        note.Done();
    }

    private async Task PumpServerAsync(OutboxCursor cursor)
    {
        while (true)
        {
            switch (_outbox.TryTake(cursor, out var entry))
            {
                case OutboxRead.Frame:
                    _down.Send(entry);
                    break;
                case OutboxRead.Empty:
                    await cursor.WaitAsync(CancellationToken.None);
                    break;
                default:
                    return;
            }
        }
    }

    private async Task PumpPageAsync()
    {
        await foreach (var input in _page.ReadAsync(CancellationToken.None))
        {
            lock (_lock)
            {
                if (_cursor is null)
                {
                    if (IsSentAgain(input))
                    {
                        _kept.Enqueue(input);
                    }

                    continue;
                }
            }

            _up.Send(input);
        }

        _inputs.Writer.TryComplete();
    }

    private void Take(ConversationInput input)
    {
        _microphone += input is MicrophoneInput sound ? sound.Samples.Length : 0;
        _inputs.Writer.TryWrite(input);
    }

    private void Deliver(OutboxEntry entry)
    {
        if (_suspended)
        {
            return;
        }

        _received = entry.Seq;
        if (entry.Kind is OutboxKind.Audio)
        {
            _page.Send(Packet(entry.Frame.Span));
            return;
        }

        if (Wire.ReadServer(entry.Frame.Span) is { } message)
        {
            _epoch = message switch
            {
                TurnStarted started => Math.Max(_epoch, started.Epoch),
                SpeechStart start => Math.Max(_epoch, start.Epoch),
                _ => _epoch,
            };
            _page.Send(message);
        }
    }

    private static bool IsSentAgain(ConversationInput input) => input is not MessageInput { Message: PlayheadMoved or SpeechCleared };

    private static SpeechPacket Packet(ReadOnlySpan<byte> frame)
    {
        if (!AudioPacket.TryRead(frame, out var packet, out var bytes))
        {
            throw new InvalidOperationException("The server's outbox held a packet that is none.");
        }

        var samples = new short[bytes.Length / sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * sizeof(short))..]);
        }

        return new SpeechPacket(new Epoch(packet.Epoch), packet.Utterance, packet.Offset, samples, packet.Last);
    }
}
