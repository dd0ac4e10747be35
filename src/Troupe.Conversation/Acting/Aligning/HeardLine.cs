using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting.Aligning;

/// <summary>
/// The words of a phrase while they are heard, all of them from the first sample on: those that were said with their times, the others with those that are likely by how long their phones usually last
/// and how fast the voice has spoken so far. What was not heard to its end always ends after the sound that was given. Not thread-safe.
/// </summary>
/// <param name="graph">The text.</param>
internal sealed class HeardLine(PhoneGraph graph)
{
    // Words before the voice's own pace is known.
    private const int WordsOfPace = 2;
    private const double Slowest = 2;
    private const double Fastest = 0.5;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    private readonly WordTiming[] _words = [.. graph.Text.Words.Select(word => new WordTiming(word.Text, TimeSpan.Zero, TimeSpan.Zero))];
    private readonly TimeSpan[] _lengths = [.. graph.Text.Words.Select((_, index) => TimeSpan.FromTicks(graph.Words.Where(word => word.Written == index).Sum(word => word.Length.Ticks)))];
    private readonly int _accented = LastAccent(graph);
    private int _ended;
    private int _saying = -1;
    private TimeSpan? _until;

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => _words.Length == 0;

    /// <summary>All words in order, as they are known.</summary>
    public IReadOnlyList<WordTiming> Words => [.. _words];

    /// <summary>When the last one ends.</summary>
    public TimeSpan End => _words[^1].Start + _words[^1].Duration;

    /// <summary>When the last stressed phone of the phrase begins, once its word is being said or was; null before, and where nothing is stressed.</summary>
    public TimeSpan? Accent => _accented >= 0 && graph.Words[_accented] is var word && (word.Written == _saying || word.Written < _ended)
        ? _words[word.Written].Start + (Offset(word) * Stretch(word.Written))
        : null;

    /// <summary>Takes what is known by now.</summary>
    /// <param name="ended">Words that ended since, in order.</param>
    /// <param name="saying">The word that is being said and when it began.</param>
    /// <param name="until">How much sound will have been given.</param>
    /// <param name="end">Where the sound ends, if it does.</param>
    /// <returns>Whether a listener must be told: the first time, and when a word began or ended, or goes on for longer than was told.</returns>
    public bool Take(IEnumerable<WordTiming> ended, (int Word, TimeSpan Start)? saying, TimeSpan until, TimeSpan? end)
    {
        var isNews = _until is null;
        foreach (var word in ended)
        {
            // A word that was told to go on after the sound so far did not end within it.
            var (last, earliest) = (word.Start + word.Duration, _until + Frame ?? TimeSpan.Zero);
            last = earliest > last ? earliest < end ? earliest : end ?? earliest : last;
            _words[_ended++] = word with { Duration = last > word.Start ? last - word.Start : TimeSpan.Zero };
            isNews = true;
        }

        isNews |= saying is { Word: var begun } && begun != _saying;
        isNews |= _ended < _words.Length && _words[_ended].Start + _words[_ended].Duration <= until;
        (_saying, _until) = (saying?.Word ?? -1, until);
        Expect(saying?.Start, until);
        return isNews;
    }

    private void Expect(TimeSpan? start, TimeSpan until)
    {
        var pace = Pace();
        var spoken = _ended > 0 ? _words[_ended - 1].Start + _words[_ended - 1].Duration : TimeSpan.Zero;
        var at = start ?? (spoken > until ? spoken : until);
        for (var index = _ended; index < _words.Length; index++)
        {
            var end = at + (_lengths[index] * pace);
            end = end > until ? end : until + Frame;
            _words[index] = _words[index] with { Start = at, Duration = end - at };
            at = end;
        }
    }

    private double Pace()
    {
        var (said, usual) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var index = 0; index < _ended; index++)
        {
            (said, usual) = (said + _words[index].Duration, usual + _lengths[index]);
        }

        return _ended < WordsOfPace || usual <= TimeSpan.Zero ? 1 : Math.Clamp(said / usual, Fastest, Slowest);
    }

    private double Stretch(int written) => _lengths[written] > TimeSpan.Zero ? _words[written].Duration / _lengths[written] : 1;

    // In a written word that is several spoken ones, the accent is behind those before it.
    private TimeSpan Offset(GraphWord accented)
    {
        var before = accented.Accent!.Value;
        for (var index = _accented - 1; index >= 0 && graph.Words[index].Written == accented.Written; index--)
        {
            before += graph.Words[index].Length;
        }

        return before;
    }

    private static int LastAccent(PhoneGraph graph) => Array.FindLastIndex(graph.Words, word => word.Accent is not null);
}
