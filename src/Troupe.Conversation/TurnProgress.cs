using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>What a turn tells the loop while it makes its answer.</summary>
internal abstract record TurnProgress
{
    private TurnProgress()
    {
    }

    /// <summary>A mark of its latency was reached.</summary>
    public sealed record Reached(LatencyMark Mark, MediaTime At) : TurnProgress;

    /// <summary>A phrase was written and may be spoken; looking at it took a time, unless nobody does.</summary>
    public sealed record Wrote(int Index, string Text, TimeSpan? Screened) : TurnProgress;

    /// <summary>A phrase was written and may not be spoken.</summary>
    public sealed record Refused(int Index) : TurnProgress;

    /// <summary>The answer's text is complete.</summary>
    public sealed record WroteAll : TurnProgress;

    /// <summary>A phrase was synthesised.</summary>
    public sealed record Synthesised(int Index, TimeSpan Audio) : TurnProgress;

    /// <summary>A step of the playout is due.</summary>
    public sealed record Played(PlayoutStep Step) : TurnProgress;

    /// <summary>Nothing follows, unless the answer is suspended and resumed: then it comes again, with the same failure.</summary>
    public sealed record Made(StageFailure? Failure) : TurnProgress;
}
