namespace Troupe.Conversation.Acting.Aligning;

/// <summary>
/// Follows a text through what a network hears of its sound, frame by frame, and tells with a fixed delay where in the text each frame was. A hidden semi-Markov model (Rabiner 1989, section IV.D,
/// https://doi.org/10.1109/5.18626): the best path to each place and time in it, within a beam; all paths vote on where the frame was. Words that are not said are skipped, and
/// sound that is no part of the text has a place before each word, so that a path leaves the text where it does not fit and comes back where it does. Allocates nothing per frame. Not thread-safe.
/// </summary>
internal sealed class TextAligner
{
    private const int Ages = PhoneLengths.Ages;
    private const float Never = -1e9f;

    // Logarithms of odds; see FrameOdds for how they were chosen.
    private const float SoundAfterWord = -6;
    private const float SoundAfterPause = -3;
    private const float PauseWithoutMark = -5;
    private const float PauseAtMark = -1;
    private const float WordIsSkipped = -10;
    private const float SkippedWhileLost = -2;
    private const float Beam = 30;

    // A path that is less likely than the best by this has no vote.
    private const float Voters = -8;

    private readonly PhoneGraph _graph;
    private readonly GraphPlace[] _places;
    private readonly int _lag;
    private readonly FrameOdds _odds = new();
    private readonly RecentPaths _paths;
    private readonly float[] _cells;
    private readonly float[] _best;
    private readonly float[] _exits;
    private readonly int[] _exitAges;
    private readonly Way[] _entries;
    private readonly float[] _votes;
    private readonly int[] _voted;
    private readonly float[] _soundVotes = new float[FrameOdds.Count];
    private int _frame = -1;
    private int _lowest;
    private int _highest;
    private float _top;

    /// <summary>Begins before the first word.</summary>
    /// <param name="graph">The text.</param>
    /// <param name="lag">How many frames an answer comes after the frame that it is about: fewer than <see cref="PhoneLengths.Ages"/>, as what lasted longer is remembered as that long.</param>
    public TextAligner(PhoneGraph graph, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lag, Ages);
        (_graph, _places, _lag) = (graph, graph.Places, lag);
        var count = _places.Length;
        _paths = new RecentPaths(count, lag + 1);
        (_cells, _best, _exits, _exitAges) = (new float[count * Ages], new float[count], new float[count], new int[count]);
        (_entries, _votes, _voted) = (new Way[count], new float[count], new int[count]);
        Array.Fill(_exits, Never);
        Array.Fill(_cells, Never);
        Array.Fill(_best, Never);
    }

    /// <summary>Where the frame was for which there is an answer: the place with most votes; -1 before the first answer.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>Votes for what was heard in that frame, by position in <see cref="FrameOdds"/>; they add up to 1.</summary>
    public ReadOnlySpan<float> Votes => _soundVotes;

    /// <summary>Spoken words that are still possible: what a frame costs grows with them.</summary>
    public int Width => _highest - _lowest + 1;

    /// <summary>Takes the next frame.</summary>
    /// <param name="visemes">15 probabilities.</param>
    /// <param name="closure">The probability that the lips touch.</param>
    /// <returns>Whether there is an answer, which is about the frame so many frames before.</returns>
    public bool Next(ReadOnlySpan<float> visemes, float closure)
    {
        _odds.Hear(visemes, closure);
        _frame++;
        for (var place = _graph.Words[_lowest].First; place < _graph.Words[_highest].After; place++)
        {
            Leave(place);
        }

        Enter();
        Step();
        Narrow();
        if (_frame < _lag)
        {
            return false;
        }

        Vote(_frame - _lag);
        return true;
    }

    // The best time to leave a place.
    private void Leave(int place)
    {
        var (most, at) = (Never, 0);
        if (_best[place] > Never)
        {
            var leave = _places[place].Lengths.Leave.AsSpan(0, Ages);
            var cells = _cells.AsSpan(place * Ages, Ages);
            for (var age = 0; age < cells.Length; age++)
            {
                var value = cells[age] + leave[age];
                if (value > most)
                {
                    (most, at) = (value, age);
                }
            }
        }

        (_exits[place], _exitAges[place]) = (most, at);
    }

    // The best way into each place, word after word: from the end of the word before, from what lies between, and from further back when words are not said.
    private void Enter()
    {
        var hopeless = _top - Beam;
        var reached = new Way(Never, -1);
        var (lost, skipped) = (reached, reached);
        for (var index = _lowest; index < _graph.Words.Length; index++)
        {
            var word = _graph.Words[index];
            skipped = Way.Best(Way.Best(reached, skipped) + WordIsSkipped, lost + SkippedWhileLost);
            var end = index > 0 ? End(_graph.Words[index - 1]) : new Way(_frame == 0 ? 0 : Never, -1);
            if (index > _highest)
            {
                if (Way.Best(end, skipped).Value < hopeless)
                {
                    break;
                }

                _highest = index;
            }

            var (pause, other) = (new Way(_exits[word.First], word.First), new Way(_exits[word.First + 1], word.First + 1));
            var arrived = Way.Best(end, skipped);
            _entries[word.First] = Way.Best(arrived + (word.MayPause ? PauseAtMark : PauseWithoutMark), other);
            _entries[word.First + 1] = Way.Best(arrived + SoundAfterWord, pause + SoundAfterPause);
            lost = Way.Best(other, lost + SkippedWhileLost);
            reached = Way.Best(Way.Best(end, pause), other);
            var begin = Way.Best(reached, skipped);
            for (var place = word.First + 2; place < word.After; place++)
            {
                _entries[place] = _places[place].Before is >= 0 and var before ? new Way(_exits[before], before) : begin;
            }
        }
    }

    private Way End(GraphWord word)
    {
        var end = new Way(Never, -1);
        for (var place = word.First + 2; place < word.After; place++)
        {
            end = _places[place].IsEnd ? Way.Best(end, new Way(_exits[place], place)) : end;
        }

        return end;
    }

    // Every path gets a frame older and fits it better or worse. What the best one fits is taken off all, so that numbers stay small.
    private void Step()
    {
        var (hopeless, top) = (_top - Beam, Never);
        for (var place = _graph.Words[_lowest].First; place < _graph.Words[_highest].After; place++)
        {
            var entry = _entries[place];
            if (_best[place] <= Never && entry.Value < hopeless)
            {
                continue;
            }

            var fit = _odds[_places[place].Sound] - _top;
            var stay = _places[place].Lengths.Stay.AsSpan(0, Ages);
            var cells = _cells.AsSpan(place * Ages, Ages);
            var (oldest, most) = (cells[^1] + stay[^1], Never);
            for (var age = cells.Length - 1; age > 0; age--)
            {
                cells[age] = MathF.Max(cells[age - 1] + stay[age - 1] + fit, Never);
                most = MathF.Max(most, cells[age]);
            }

            cells[^1] = MathF.Max(cells[^1], oldest + fit);
            cells[0] = MathF.Max(entry.Value + fit, Never);
            _best[place] = MathF.Max(MathF.Max(most, cells[0]), cells[^1]);
            _paths.Enter(_frame, place, entry.From, entry.From < 0 ? 0 : _exitAges[entry.From]);
            top = MathF.Max(top, _best[place]);
        }

        _top = top;
    }

    // Gives up what is hopeless, and words in which nothing else is left.
    private void Narrow()
    {
        for (var place = _graph.Words[_lowest].First; place < _graph.Words[_highest].After; place++)
        {
            if (_best[place] > Never && _best[place] < _top - Beam)
            {
                _best[place] = Never;
                _cells.AsSpan(place * Ages, Ages).Fill(Never);
            }
        }

        while (_lowest < _highest && IsLeft(_graph.Words[_lowest]))
        {
            _lowest++;
        }

        while (_highest > _lowest && IsLeft(_graph.Words[_highest]))
        {
            _highest--;
        }
    }

    private bool IsLeft(GraphWord word)
    {
        if (_best.AsSpan(word.First..word.After).ContainsAnyExcept(Never))
        {
            return false;
        }

        _exits.AsSpan(word.First..word.After).Fill(Never);
        return true;
    }

    private void Vote(int frame)
    {
        Array.Clear(_soundVotes);
        var (voted, total) = (0, 0f);
        for (var place = _graph.Words[_lowest].First; place < _graph.Words[_highest].After; place++)
        {
            for (var age = 0; age < Ages && _best[place] - _top > Voters; age++)
            {
                var value = _cells[(place * Ages) + age] - _top;
                if (value <= Voters)
                {
                    continue;
                }

                var (at, vote) = (_paths.At(_frame, place, age, frame), MathF.Exp(value));
                if (_votes[at] == 0)
                {
                    _voted[voted++] = at;
                }

                _votes[at] += vote;
                _soundVotes[_places[at].Sound] += vote;
                total += vote;
            }
        }

        var most = 0f;
        foreach (var at in _voted.AsSpan(0, voted))
        {
            (Place, most) = _votes[at] > most ? (at, _votes[at]) : (Place, most);
            _votes[at] = 0;
        }

        foreach (ref var vote in _soundVotes.AsSpan())
        {
            vote /= total;
        }
    }

    /// <summary>A way into a place: how likely the best path is that takes it, and the place that it leaves.</summary>
    private readonly record struct Way(float Value, int From)
    {
        public static Way operator +(Way way, float odds) => way with { Value = way.Value + odds };

        public static Way Best(Way left, Way right) => right.Value > left.Value ? right : left;
    }
}
