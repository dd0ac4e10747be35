namespace Troupe.Conversation.Acting.Aligning;

/// <summary>How the places of a graph were reached in the last frames, to tell where a path was some frames ago. Allocates nothing per frame. Not thread-safe.</summary>
/// <param name="places">Places of the graph.</param>
/// <param name="frames">How many frames are remembered.</param>
internal sealed class RecentPaths(int places, int frames)
{
    private readonly int[] _from = new int[places * frames];
    private readonly int[] _ages = new int[places * frames];

    /// <summary>Notes that a place was entered.</summary>
    /// <param name="frame">When.</param>
    /// <param name="place">The place.</param>
    /// <param name="from">Where from; -1 at the beginning.</param>
    /// <param name="age">Frames that the path had been there, but one.</param>
    public void Enter(int frame, int place, int from, int age)
    {
        var slot = (frame % frames * places) + place;
        (_from[slot], _ages[slot]) = (from, age);
    }

    /// <summary>Where the best path was that is in a place.</summary>
    /// <param name="frame">The frame in which it is there.</param>
    /// <param name="place">The place.</param>
    /// <param name="age">Frames that it has been there, but one.</param>
    /// <param name="wanted">An earlier frame, at most as many before as are remembered.</param>
    /// <returns>The place; -1 before the beginning.</returns>
    public int At(int frame, int place, int age, int wanted)
    {
        while (place >= 0 && frame - age > wanted)
        {
            var entered = frame - age;
            var slot = (entered % frames * places) + place;
            (place, age, frame) = (_from[slot], _ages[slot], entered - 1);
        }

        return place;
    }
}
