using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Troupe.Engines.Speaking;

/// <summary>Runs a voice's work beside the conversation and hands out its chunks as they are made.</summary>
internal static class SpeechWork
{
    /// <summary>Chunks that a voice may run ahead of its listener: about 25 s of speech at 100 ms a chunk, so that the engine is usually free again long before the phrase has been heard.</summary>
    private const int Ahead = 256;

    /// <summary>Starts the work when the enumeration starts and stops it when the enumeration is left or cancelled.</summary>
    /// <param name="work">Writes chunks; runs on the thread pool and may block its thread when the listener is far behind.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="EngineException">The work failed.</exception>
    public static async IAsyncEnumerable<SpeechChunk> RunAsync(
        Action<SpeechOutlet> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var channel = Channel.CreateBounded<SpeechChunk>(new BoundedChannelOptions(Ahead)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
            SingleWriter = true,
        });
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outlet = new SpeechOutlet(channel.Writer, left.Token);
        _ = Task.Run(() => Work(work, outlet, channel.Writer), CancellationToken.None);
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (channel.Reader.TryRead(out var chunk))
                {
                    yield return chunk;
                }
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
        }
    }

    private static void Work(Action<SpeechOutlet> work, SpeechOutlet outlet, ChannelWriter<SpeechChunk> writer)
    {
        try
        {
            work(outlet);
            writer.Complete();
        }
        catch (Exception failure) when (outlet.IsLeft)
        {
            writer.Complete(failure as OperationCanceledException ?? new OperationCanceledException(outlet.Token));
        }
        catch (EngineException failure)
        {
            writer.Complete(failure);
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException or FileNotFoundException or BadImageFormatException)
        {
            writer.Complete(new EngineException("A voice is not installed: see the doctor.", transient: false, failure));
        }
        catch (Exception failure)
        {
            writer.Complete(new EngineException("A voice failed.", transient: true, failure));
        }
    }
}
