using System.Threading.Channels;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Playout;

/// <summary>
/// The speech of one answer on one time line, sound and performance, read from the voice as it is needed. Keeps what was played until it was heard,
/// so that another utterance can go on where one was cut. Used by one playing at a time; only <see cref="Heard"/> is thread-safe.
/// </summary>
/// <param name="source">Chunks of one phrase after another.</param>
/// <param name="output">Format that the client wants.</param>
internal sealed class SpeechTape(ChannelReader<ActedChunk> source, AudioFormat output)
{
    private readonly List<PlacedPerformance> _performances = [];
    private int _placed;
    private long _heard;

    /// <summary>The sound.</summary>
    public AudioTape Audio { get; } = new(output);

    /// <summary>The performances that reach beyond what was heard, in order.</summary>
    public IReadOnlyList<PlacedPerformance> Performances => _performances;

    /// <summary>Notes that everything before a sample was heard and need not be kept.</summary>
    public void Heard(long sample) => Volatile.Write(ref _heard, sample);

    /// <summary>
    /// Takes the next chunk from the voice; false when there is none. Then, and when the voice failed, the sound is complete.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting; nothing is lost.</param>
    public async ValueTask<bool> PullAsync(CancellationToken cancellationToken)
    {
        Forget(Volatile.Read(ref _heard));
        ActedChunk? chunk;
        try
        {
            do
            {
                if (!await source.WaitToReadAsync(cancellationToken))
                {
                    Audio.Complete();
                    return false;
                }
            }
            while (!source.TryRead(out chunk));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            Audio.Complete();
            throw;
        }

        if (PlacedPerformance.Of(_placed, chunk, Audio.Written) is { } placed)
        {
            _placed++;
            _performances.Add(placed);
        }

        Audio.Write(chunk.Speech.Format, chunk.Speech.Audio.Span);
        return true;
    }

    private void Forget(long heard)
    {
        Audio.Forget(heard);
        while (_performances is [var first, ..] && first.End <= output.Duration(heard))
        {
            _performances.RemoveAt(0);
        }
    }
}
