using System.Threading.Channels;

namespace Troupe.Engines.Speaking;

/// <summary>Where a voice's work puts its chunks.</summary>
/// <param name="writer">The listener's queue.</param>
/// <param name="token">Cancelled when nobody listens any more.</param>
internal sealed class SpeechOutlet(ChannelWriter<SpeechChunk> writer, CancellationToken token)
{
    /// <summary>Cancelled when nobody listens any more.</summary>
    public CancellationToken Token => token;

    /// <summary>Whether nobody listens any more.</summary>
    public bool IsLeft => token.IsCancellationRequested;

    /// <summary>Puts a chunk; waits while the listener is far behind. False when nobody listens any more.</summary>
    public bool TryPut(SpeechChunk chunk)
    {
        while (!IsLeft)
        {
            if (writer.TryWrite(chunk))
            {
                return true;
            }

            using var room = new ManualResetEventSlim();
            var waiting = writer.WaitToWriteAsync(token).AsTask();
            _ = waiting.ContinueWith(_ => room.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            room.Wait(CancellationToken.None);
        }

        return false;
    }
}
