using Troupe.Conversation.Audio;

namespace Troupe.Testing.Pages;

/// <summary>Sends 20 ms of sound every 20 ms: what the person says, else silence. Paced by absolute deadlines. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="format">Of the sound.</param>
/// <param name="send">Takes each piece.</param>
public sealed class SimulatedMicrophone(TimeProvider time, AudioFormat format, Action<ReadOnlyMemory<short>> send)
{
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(Contracts.Protocol.PacketMilliseconds);

    private readonly Lock _lock = new();
    private readonly Queue<(ReadOnlyMemory<short> Samples, TaskCompletionSource Said)> _saying = new();
    private readonly int _pieceSamples = format.Samples(Piece);
    private int _said;

    /// <summary>Format of the sound.</summary>
    public AudioFormat Format => format;

    /// <summary>Queues sound; completes when its last sample was sent.</summary>
    public Task SayAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var said = new TaskCompletionSource();
        lock (_lock)
        {
            _saying.Enqueue((samples, said));
        }

        return said.Task.WaitAsync(cancellationToken);
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

            var (samples, said) = Next();
            send(samples);
            said.ForEach(done => done.TrySetResult());
        }
    }

    private (ReadOnlyMemory<short> Samples, List<TaskCompletionSource> Said) Next()
    {
        var piece = new short[_pieceSamples];
        var said = new List<TaskCompletionSource>();
        lock (_lock)
        {
            for (var filled = 0; filled < piece.Length && _saying.TryPeek(out var saying);)
            {
                var part = saying.Samples[_said..];
                part = part[..Math.Min(part.Length, piece.Length - filled)];
                part.CopyTo(piece.AsMemory(filled));
                filled += part.Length;
                _said += part.Length;
                if (_said == saying.Samples.Length)
                {
                    _saying.Dequeue();
                    _said = 0;
                    said.Add(saying.Said);
                }
            }
        }

        return (piece, said);
    }
}
