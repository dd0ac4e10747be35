using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace Troupe.Benchmarks.Control;

/// <summary>Commands one after another, each timed from its request until each subscriber has it.</summary>
internal static class PushTrial
{
    private const string Presenter = "pushed";

    // Commands before the clock counts: connections are made, and the runtime is done with compiling what runs often.
    private const int WarmUp = 300;

    /// <summary>Milliseconds of every delivery, in ascending order.</summary>
    public static async Task<double[]> RunAsync(ServedDesk desk, int subscribers, int commands, CancellationToken cancellationToken)
    {
        await desk.CreateAsync(Presenter, cancellationToken);
        var sent = new long[WarmUp + commands];
        var sockets = await Task.WhenAll(Enumerable.Range(0, subscribers).Select(_ => OpenAsync(desk, cancellationToken)));
        try
        {
            // The first rename is version 2; the presenter's creation was before anybody listened.
            var listening = sockets.Select(socket => ListenAsync(socket, sent, cancellationToken)).ToArray();
            for (var command = 0; command < sent.Length; command++)
            {
                Volatile.Write(ref sent[command], Stopwatch.GetTimestamp());
                await desk.RenameAsync(Presenter, $"Name {command}", cancellationToken);
                await Task.Delay(5, cancellationToken);
            }

            return [.. (await Task.WhenAll(listening)).SelectMany(own => own).Order()];
        }
        finally
        {
            Array.ForEach(sockets, socket => socket.Dispose());
        }
    }

    private static async Task<ClientWebSocket> OpenAsync(ServedDesk desk, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{desk.Address.Authority}/v1/subscriptions?presenter={Presenter}"), cancellationToken);

        // The first frame says that it began.
        await socket.ReceiveAsync(new byte[16_384], cancellationToken);
        return socket;
    }

    private static async Task<double[]> ListenAsync(ClientWebSocket socket, long[] sent, CancellationToken cancellationToken)
    {
        var (buffer, times) = (new byte[16_384], new List<double>());
        while (true)
        {
            var frame = await socket.ReceiveAsync(buffer, cancellationToken);
            var now = Stopwatch.GetTimestamp();
            using var pushed = JsonDocument.Parse(buffer.AsMemory(0, frame.Count));
            var command = (int)pushed.RootElement.GetProperty("version").GetInt64() - 2;
            if (command >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref sent[command]), now).TotalMilliseconds);
            }

            if (command == sent.Length - 1)
            {
                return [.. times];
            }
        }
    }
}
