namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// Frames of a mouth to the cues that a conversation and a performance file carry: each stretch in which one viseme is shown most becomes a cue, as strong as it was shown at its
/// strongest. A cue is complete when another viseme takes over, or after a longest time, so that a held vowel is not kept back. Allocates nothing. Not thread-safe.
/// </summary>
public sealed class VisemeRuns
{
    private readonly long _frameTicks;
    private readonly TimeSpan _longest;
    private int _frames;
    private int _from;
    private int _viseme = VisemeSet.Sil;
    private float _weight;

    /// <summary>Begins at the first frame.</summary>
    /// <param name="frameRate">Frames per second.</param>
    /// <param name="longest">After this a cue is given although its viseme goes on, in a cue that follows without a gap: as long as sound must wait for it when it is live.</param>
    public VisemeRuns(double frameRate, TimeSpan longest) => (_frameTicks, _longest) = ((long)(TimeSpan.TicksPerSecond / frameRate), longest);

    /// <summary>Takes the next frame.</summary>
    /// <param name="visemes">15 weights.</param>
    /// <param name="cue">The cue that ends before this frame.</param>
    /// <returns>Whether there is one; the mouth at rest makes none.</returns>
    public bool Next(ReadOnlySpan<float> visemes, out VisemeCue cue)
    {
        var shown = Strongest(visemes);
        var ended = false;
        cue = default;
        if (shown != _viseme || (_frames - _from) * _frameTicks >= _longest.Ticks)
        {
            ended = Finish(out cue);
            (_from, _viseme, _weight) = (_frames, shown, 0);
        }

        _weight = Math.Max(_weight, visemes[shown]);
        _frames++;
        return ended;
    }

    /// <summary>The cue that was going on.</summary>
    /// <param name="cue">It, ending with the last frame.</param>
    /// <returns>Whether there is one.</returns>
    public bool Finish(out VisemeCue cue)
    {
        cue = new VisemeCue(_viseme, new TimeSpan(_from * _frameTicks), new TimeSpan((_frames - _from) * _frameTicks), Math.Clamp(_weight, 0, 1));
        _from = _frames;
        return _viseme != VisemeSet.Sil && cue.Duration > TimeSpan.Zero;
    }

    /// <summary>Begins anew, at the first frame.</summary>
    public void Reset() => (_frames, _from, _viseme, _weight) = (0, 0, VisemeSet.Sil, 0);

    /// <summary>The viseme that is shown most.</summary>
    internal static int Strongest(ReadOnlySpan<float> visemes)
    {
        var shown = VisemeSet.Sil;
        for (var viseme = 1; viseme < VisemeSet.Count; viseme++)
        {
            shown = visemes[viseme] > visemes[shown] ? viseme : shown;
        }

        return shown;
    }
}
