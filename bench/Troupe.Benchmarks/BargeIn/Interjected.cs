using Troupe.Benchmarks.Corpus;
using Troupe.Contracts;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>What became of an answer into which somebody spoke or coughed. Times in milliseconds from the first loud sample of that sound.</summary>
internal sealed record Interjected
{
    /// <summary>What was said or done.</summary>
    public required SpokenItem Item { get; init; }

    /// <summary><c>headless</c> or <c>chromium</c>.</summary>
    public required string Place { get; init; }

    /// <summary>When the presenter was heard to be quieter by half; headless, when it was told to be.</summary>
    public double? Duck { get; init; }

    /// <summary>When it was decided that it is an interruption (<c>turn.interrupted</c>); null when it never was.</summary>
    public double? Decision { get; init; }

    /// <summary>From the decision to the presenter's last audible sample; 0 when it was in a pause. Null without a decision, and headless.</summary>
    public double? DecisionToSilence { get; init; }

    /// <summary>From the decision to the last frame in which the mouth was away from rest. Null without a decision, and headless.</summary>
    public double? DecisionToStill { get; init; }

    /// <summary>Whether the answer was taken up again after a stop.</summary>
    public bool Resumed { get; init; }

    /// <summary>How the answer ended; null when it did not in time.</summary>
    public TurnEndReason? Reason { get; init; }

    /// <summary>What was understood of it, whether it was answered or not; empty for nothing.</summary>
    public string Understood { get; init; } = "";

    /// <summary>What was understood of it and answered as a turn of its own; null for nothing.</summary>
    public string? Answered { get; init; }

    /// <summary>Whether the person wanted to speak.</summary>
    public bool IsInterruption => Item.Kind == SpokenKind.Interruption;

    /// <summary>A false stop, or none, from which the presenter went on to the end of its answer.</summary>
    public bool IsRecovered => Reason == TurnEndReason.Completed;

    /// <summary>The presenter stopped and did not go on.</summary>
    public bool IsHonoured => Reason == TurnEndReason.Interrupted && !Resumed;
}
