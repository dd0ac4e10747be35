using Troupe.Contracts;

namespace Troupe.Conversation.Performances;

/// <summary>Any frame of a packed track. Holds runs, never all frames: a track of a day costs no more than its runs. Immutable; thread-safe.</summary>
public sealed class FrameUnpacker
{
    private readonly (int Position, int[] Ends, IReadOnlyList<double> Weights)[] _channels;
    private readonly int _names;

    /// <summary>Prepares a track.</summary>
    /// <param name="track">A track that was read by <see cref="PerformanceJson"/> or packed by <see cref="FramePacker"/>.</param>
    /// <param name="names">The weights to unpack, such as the 15 visemes or the 52 blend shapes; channels of other names are passed over.</param>
    public FrameUnpacker(FrameTrack track, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(names);
        Count = track.Count;
        _names = names.Count;
        _channels =
        [
            .. from name in names.Index()
               join channel in track.Channels on name.Item equals channel.Name
               select (name.Index, Ends(channel.Lengths), channel.Weights),
        ];
    }

    /// <summary>Number of frames.</summary>
    public int Count { get; }

    /// <summary>Writes the weights of a frame.</summary>
    /// <param name="frame">0 to below <see cref="Count"/>.</param>
    /// <param name="weights">A value for each name, overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    public void Read(int frame, Span<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Count);
        weights[.._names].Clear();
        foreach (var (position, ends, values) in _channels)
        {
            // A run ends before the frame of its end: a frame that is found there is the next run's.
            var run = Array.BinarySearch(ends, frame);
            weights[position] = (float)values[run < 0 ? ~run : run + 1];
        }
    }

    private static int[] Ends(IReadOnlyList<int> lengths)
    {
        var ends = new int[lengths.Count];
        for (var (run, end) = (0, 0); run < ends.Length; run++)
        {
            ends[run] = end += lengths[run];
        }

        return ends;
    }
}
