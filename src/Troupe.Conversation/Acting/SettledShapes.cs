namespace Troupe.Conversation.Acting;

/// <summary>
/// Shapes that are heard one frame after another to the cues that are shown of them: <see cref="NaturalLipSync"/> as far as sound that is kept back lets it look ahead. What was given stays as it is, and
/// what goes on is taken for long. Allocates nothing per frame. Not thread-safe; one for each phrase.
/// </summary>
internal sealed class SettledShapes
{
    // A shape that goes on must be given by then, so that a held vowel is not kept back.
    private const double ShortestWait = 50;

    private readonly double _frame;
    private readonly double _wait;
    private readonly LipSyncSettings _settings;
    private readonly List<HeldShape> _heard = new(16);
    private readonly List<HeldShape> _settled = new(16);
    private double _now;
    private double _given;

    /// <summary>Begins at the first frame.</summary>
    /// <param name="frame">How long a frame is.</param>
    /// <param name="settings">What is shown.</param>
    public SettledShapes(TimeSpan frame, LipSyncSettings settings)
    {
        (_frame, _settings) = (frame.TotalMilliseconds, settings);
        _wait = Math.Max(ShortestWait, settings.MinVisemeInterval.TotalMilliseconds);
    }

    /// <summary>How long a frame waits for what follows it, at most: 50 ms, or <see cref="LipSyncSettings.MinVisemeInterval"/> where that is longer.</summary>
    public TimeSpan Wait => TimeSpan.FromMilliseconds(_wait);

    /// <summary>Takes the next frame.</summary>
    /// <param name="viseme">What is shown in it.</param>
    /// <param name="weight">How strongly.</param>
    /// <param name="cues">Gets the cues that are settled, in order of start; the mouth at rest makes none.</param>
    public void Next(int viseme, float weight, ICollection<VisemeCue> cues)
    {
        var end = _now + _frame;
        if (_heard is [.., var last] && last.Viseme == viseme)
        {
            _heard[^1] = last with { End = end, Weight = Math.Max(last.Weight, weight) };
        }
        else
        {
            _heard.Add(new HeldShape(viseme, _now, end, weight));
        }

        _now = end;
        if (_given < _now - _wait + (_frame / 2))
        {
            Settle(goesOn: true);
            Give(_now - _wait + (_frame / 2), cues);
        }
    }

    /// <summary>Gives the cues that were still to come.</summary>
    public void Finish(ICollection<VisemeCue> cues)
    {
        Settle(goesOn: false);
        Give(double.PositiveInfinity, cues);
    }

    private void Settle(bool goesOn)
    {
        _settled.Clear();
        for (var index = 0; index < _heard.Count; index++)
        {
            var shape = _heard[index];
            var isOpen = goesOn && index == _heard.Count - 1;

            // Between two shapes, silence this short is the closure of a stop, no rest of the mouth.
            if (shape.IsSilence && !isOpen && shape.Duration < ShortestWait && _settled.Count > 0 && index + 1 < _heard.Count)
            {
                _settled[^1] = _settled[^1] with { End = shape.End };
                continue;
            }

            _settled.Add(isOpen ? shape with { End = shape.End + LipSyncSettings.Longest.TotalMilliseconds } : shape);
        }

        NaturalLipSync.Apply(_settled, _settings);
    }

    // All that begins before a time, as far as it was heard: so what is held comes in pieces of the wait.
    private void Give(double before, ICollection<VisemeCue> cues)
    {
        foreach (var shape in _settled)
        {
            var (start, end) = (Math.Max(shape.Start, _given), Math.Min(shape.End, Math.Max(_now, _given)));
            if (start >= before || end <= start)
            {
                continue;
            }

            if (!shape.IsSilence)
            {
                cues.Add(new VisemeCue(shape.Viseme, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(end - start), Math.Clamp(shape.Weight, 0, 1)));
            }

            _given = end;
        }

        // What is critical may still be held over what follows it.
        while (_heard is [_, var second, ..] && second.End + _settings.CriticalVisemeMinDuration.TotalMilliseconds <= _given)
        {
            _heard.RemoveAt(0);
        }
    }
}
