using Troupe.Conversation.Dialogue;

namespace Troupe.Benchmarks.Turn;

/// <summary>When engines began and gave what they made, in one session; on the page's clock. Thread-safe.</summary>
/// <param name="now">The page's clock.</param>
internal sealed class EngineTimes(Func<TimeSpan> now)
{
    private readonly Lock _lock = new();
    private readonly List<FinalPass> _passes = [];
    private readonly List<Writing> _writings = [];
    private readonly List<Voicing> _voicings = [];

    public TimeSpan Now => now();

    /// <summary>Final passes of the recogniser, in order of their ends.</summary>
    public IReadOnlyList<FinalPass> Passes => Copy(_passes);

    /// <summary>Answers, in order of their beginnings.</summary>
    public IReadOnlyList<Writing> Writings => Copy(_writings);

    /// <summary>Phrases, in order of their beginnings.</summary>
    public IReadOnlyList<Voicing> Voicings => Copy(_voicings);

    public void Add(FinalPass pass) => Add(_passes, pass);

    public void Add(Writing writing) => Add(_writings, writing);

    public void Add(Voicing voicing) => Add(_voicings, voicing);

    private void Add<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            list.Add(item);
        }
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}

/// <summary>The recogniser said what was said, at the end of the speech or as if it were the end.</summary>
/// <param name="Begin">It was asked.</param>
/// <param name="End">The transcript was there.</param>
internal sealed record FinalPass(TimeSpan Begin, TimeSpan End);

/// <summary>The writer wrote an answer.</summary>
/// <param name="Begin">It was asked.</param>
internal sealed record Writing(TimeSpan Begin)
{
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan At, int Length)> _pieces = [];

    public void Add(TimeSpan at, int length)
    {
        lock (_lock)
        {
            _pieces.Add((at, (_pieces is [.., var last] ? last.Length : 0) + length));
        }
    }

    /// <summary>When a phrase at the answer's beginning was there: with the first piece beyond it, or the last one; null when it never was.</summary>
    public TimeSpan? Wrote(Phrase phrase)
    {
        lock (_lock)
        {
            return _pieces.Count == 0 ? null : _pieces.Find(piece => piece.Length > phrase.Text.Length) is { Length: > 0 } beyond ? beyond.At : _pieces[^1].At;
        }
    }
}

/// <summary>The voice spoke a phrase.</summary>
/// <param name="Begin">It was asked to.</param>
/// <param name="Phrase">What.</param>
internal sealed record Voicing(TimeSpan Begin, Phrase Phrase)
{
    /// <summary>When the first sound was there; null before.</summary>
    public TimeSpan? First { get; set; }

    /// <summary>How much of the sound lies before its first loud sample.</summary>
    public TimeSpan Quiet { get; set; }
}
