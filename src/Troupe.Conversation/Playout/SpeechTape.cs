using System.Threading.Channels;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>
/// The speech of one answer on one time line, sound and performance, read from the voice as it is needed. Keeps what was played until it was heard,
/// so that another utterance can go on where one was cut. Used by one playing at a time; only <see cref="Heard"/> is thread-safe.
/// </summary>
/// <param name="source">Chunks of one phrase after another.</param>
/// <param name="output">Format that the client wants.</param>
internal sealed class SpeechTape(ChannelReader<ActedChunk> source, AudioFormat output)
{
    // Timers count whole milliseconds.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly List<PlacedPerformance> _performances = [];
    private int _placed;
    private TimeSpan _phrase;
    private long _heard;

    /// <summary>The sound.</summary>
    public AudioTape Audio { get; } = new(output);

    /// <summary>The performances that reach beyond what was heard, in order.</summary>
    public IReadOnlyList<PlacedPerformance> Performances => _performances;

    /// <summary>Whether the tape ends with a whole phrase: none of its sound is missing, whenever the next one comes.</summary>
    public bool IsWhole { get; private set; }

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

        _phrase = IsWhole ? Audio.Written : _phrase;
        if (PlacedPerformance.Of(_placed, chunk, _phrase) is { } placed)
        {
            Supersede(placed);
            _placed++;
            _performances.Add(placed);
        }

        Audio.Write(chunk.Speech.Format, chunk.Speech.Audio.Span);
        IsWhole = chunk.Speech.IsLast;
        if (IsWhole)
        {
            Audio.Flush();
        }

        return true;
    }

    /// <summary>Waits until there is something to pull, or it is known that there is nothing; false when a time is reached before.</summary>
    /// <param name="until">The time.</param>
    /// <param name="clock">The session's clock.</param>
    /// <param name="cancellationToken">Stops the waiting; nothing is lost.</param>
    public async ValueTask<bool> IsNextAsync(MediaTime until, MediaClock clock, CancellationToken cancellationToken)
    {
        if (source.TryPeek(out _) || source.Completion.IsCompleted)
        {
            return true;
        }

        var wait = until - clock.Now;
        if (wait <= TimeSpan.Zero)
        {
            return false;
        }

        using var passed = new CancellationTokenSource(wait > ShortestWait ? wait : ShortestWait, clock.Time);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, passed.Token);
        try
        {
            await source.WaitToReadAsync(stopped.Token);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A failure of the voice is for whoever pulls.
            return !passed.IsCancellationRequested;
        }
    }

    // Words whose times are better known take the place of those that were told of the same phrase.
    private void Supersede(PlacedPerformance later)
    {
        if (later.Chunk.Speech.Words.Count == 0)
        {
            return;
        }

        for (var index = _performances.Count - 1; index >= 0 && _performances[index].Start == later.Start; index--)
        {
            var earlier = _performances[index];
            if (earlier.Chunk.Speech.Words.Count == 0)
            {
                continue;
            }

            if (PlacedPerformance.Of(earlier.Index, earlier.Chunk with { Speech = earlier.Chunk.Speech with { Words = [] } }, earlier.Start) is { } rest)
            {
                _performances[index] = rest;
            }
            else
            {
                _performances.RemoveAt(index);
            }
        }
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
