using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Testing.Pages;

/// <summary>While it is open, sends 20 ms of sound every 20 ms: what the person says, else silence. Paced by absolute deadlines. Thread-safe.</summary>
/// <param name="clock">The page's clock.</param>
/// <param name="format">Of the sound.</param>
/// <param name="send">Takes each piece.</param>
/// <param name="room">Changes each piece before it is sent, as the noise of a room does; null for a quiet room.</param>
public sealed class SimulatedMicrophone(MediaClock clock, AudioFormat format, Action<ReadOnlyMemory<short>> send, Action<Memory<short>>? room = null)
{
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(Contracts.Protocol.PacketMilliseconds);

    private readonly Lock _lock = new();
    private readonly Queue<Saying> _saying = new();
    private readonly int _pieceSamples = format.Samples(Piece);
    private int _said;
    private CancellationTokenSource? _open;

    /// <summary>Format of the sound.</summary>
    public AudioFormat Format => format;

    /// <summary>Whether it sends.</summary>
    public bool IsOpen => Volatile.Read(ref _open) is not null;

    /// <summary>Queues sound; completes when its last sample was sent, with the time since the page opened at which its first one entered the microphone.</summary>
    public Task<TimeSpan> SayAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var saying = new Saying(samples);
        lock (_lock)
        {
            _saying.Enqueue(saying);
        }

        return saying.Said.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Sends from this moment on.</summary>
    public void Open()
    {
        var opened = new CancellationTokenSource();
        Interlocked.Exchange(ref _open, opened)?.Cancel();
        _ = SendAsync(clock.Now, opened.Token);
    }

    /// <summary>Sends no more; what was not said yet waits until it is opened again.</summary>
    public void Close() => Interlocked.Exchange(ref _open, null)?.Cancel();

    private async Task SendAsync(MediaTime start, CancellationToken closed)
    {
        for (; ; start += Piece)
        {
            await clock.WaitUntilAsync(start + Piece, closed);
            closed.ThrowIfCancellationRequested();
            var (samples, said) = Next(start.Elapsed);
            send(samples);
            said.ForEach(saying => saying.Said.TrySetResult(saying.Began));
        }
    }

    private (ReadOnlyMemory<short> Samples, List<Saying> Said) Next(TimeSpan began)
    {
        var piece = new short[_pieceSamples];
        var said = new List<Saying>();
        lock (_lock)
        {
            for (var filled = 0; filled < piece.Length && _saying.TryPeek(out var saying);)
            {
                if (_said == 0)
                {
                    saying.Began = began + format.Duration(filled);
                }

                var part = saying.Samples[_said..];
                part = part[..Math.Min(part.Length, piece.Length - filled)];
                part.CopyTo(piece.AsMemory(filled));
                filled += part.Length;
                _said += part.Length;
                if (_said == saying.Samples.Length)
                {
                    _saying.Dequeue();
                    _said = 0;
                    said.Add(saying);
                }
            }
        }

        room?.Invoke(piece);
        return (piece, said);
    }

    private sealed class Saying(ReadOnlyMemory<short> samples)
    {
        public ReadOnlyMemory<short> Samples => samples;

        public TaskCompletionSource<TimeSpan> Said { get; } = new();

        public TimeSpan Began { get; set; }
    }
}
