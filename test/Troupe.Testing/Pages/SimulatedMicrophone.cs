using Troupe.Conversation.Audio;

namespace Troupe.Testing.Pages;

/// <summary>Sends 20 ms of sound every 20 ms: what the person says, else silence. Paced by absolute deadlines. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="opened">When the page opened, on the clock.</param>
/// <param name="format">Of the sound.</param>
/// <param name="send">Takes each piece.</param>
public sealed class SimulatedMicrophone(TimeProvider time, long opened, AudioFormat format, Action<ReadOnlyMemory<short>> send)
{
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(Contracts.Protocol.PacketMilliseconds);

    private readonly Lock _lock = new();
    private readonly Queue<Saying> _saying = new();
    private readonly int _pieceSamples = format.Samples(Piece);
    private int _said;

    /// <summary>Format of the sound.</summary>
    public AudioFormat Format => format;

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

    /// <summary>Sends until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var sent = 1; !cancellationToken.IsCancellationRequested; sent++)
        {
            var wait = (Piece * sent) - time.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            var (samples, said) = Next(time.GetElapsedTime(opened, start) + (Piece * (sent - 1)));
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

        return (piece, said);
    }

    private sealed class Saying(ReadOnlyMemory<short> samples)
    {
        public ReadOnlyMemory<short> Samples => samples;

        public TaskCompletionSource<TimeSpan> Said { get; } = new();

        public TimeSpan Began { get; set; }
    }
}
