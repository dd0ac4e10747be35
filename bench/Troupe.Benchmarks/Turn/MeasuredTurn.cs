using Troupe.Benchmarks.Corpus;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Turn;

/// <summary>What a person who asked aloud would have noticed. Times in milliseconds from the question's last loud sample at the microphone.</summary>
internal sealed record MeasuredTurn
{
    /// <summary>What was asked.</summary>
    public required SpokenItem Item { get; init; }

    /// <summary>When turns began, in order. Before 0 the person was not done: a false endpoint.</summary>
    public IReadOnlyList<double> Starts { get; init; } = [];

    /// <summary>When it was decided that the person is done.</summary>
    public double? Decided { get; init; }

    /// <summary>When the answer's first loud sample left the loudspeaker; null when none did in time.</summary>
    public double? Sound { get; init; }

    /// <summary>When the mouth first left its rest.</summary>
    public double? Mouth { get; init; }

    /// <summary>When the sound would have come on the ideal schedule; see <see cref="IdealSchedule"/>.</summary>
    public double? Ideal { get; init; }

    /// <summary>Whether the voice had kept the answer's first phrase from an earlier turn, and so spoke it in no time.</summary>
    public bool IsKept { get; init; }

    /// <summary>The server's own account.</summary>
    public TurnLatency? Latency { get; init; }

    /// <summary>What was understood, turn by turn: several when a turn began before the person was done.</summary>
    public IReadOnlyList<string> Transcripts { get; init; } = [];

    /// <summary>What was understood last.</summary>
    public string Transcript => Transcripts.Count == 0 ? "" : Transcripts[^1];

    /// <summary>What was answered.</summary>
    public string Reply { get; init; } = "";

    /// <summary>Codes of what went wrong.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Whether a turn began before the person was done.</summary>
    public bool IsFalseEndpoint => Starts.Any(start => start < 0);

    /// <summary>Whether the question was answered in pieces: what was understood last does not hold what was understood before.</summary>
    public bool IsSplit => Transcripts.Zip(Transcripts.Skip(1)).Any(pair => !pair.Second.StartsWith(pair.First, StringComparison.Ordinal));

    /// <summary>Whether its times count: answered, and not before the person was done.</summary>
    public bool IsClean => Sound is not null && !IsFalseEndpoint;
}
