using System.Diagnostics.Metrics;

namespace Troupe.Conversation.Hearing;

/// <summary>What operators see of guesses and judgements in pauses, by the meter <c>Troupe.Conversation</c>. Thread-safe; holds nothing that people said.</summary>
internal static class HearingMetrics
{
    private static readonly Meter Meter = new("Troupe.Conversation");

    private static readonly Counter<long> Guesses = Meter.CreateCounter<long>("troupe.hearing.guesses", "{guess}", "Final passes begun in a pause, by what became of them.");

    private static readonly Counter<double> HeardAgain = Meter.CreateCounter<double>("troupe.hearing.heard_again", "s", "Sound that was recognised once more because the voice went on after a guess.");

    private static readonly Counter<long> Judgements = Meter.CreateCounter<long>("troupe.hearing.judgements", "{judgement}", "Pauses that the model of the sound was asked about, by what became of it.");

    /// <summary>Counts a guess by what became of it.</summary>
    public static void Count(GuessOutcome outcome) => Guesses.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        GuessOutcome.Used => "used",
        GuessOutcome.Void => "void",
        GuessOutcome.Failed => "failed",
        _ => "abandoned",
    }));

    /// <summary>Counts a judgement by what became of it.</summary>
    public static void Count(JudgementOutcome outcome) => Judgements.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        JudgementOutcome.Given => "given",
        JudgementOutcome.Void => "void",
        _ => "failed",
    }));

    /// <summary>Counts sound that a recogniser hears a second time.</summary>
    public static void CountHeardAgain(TimeSpan sound) => HeardAgain.Add(sound.TotalSeconds);
}

/// <summary>What became of a guess.</summary>
internal enum GuessOutcome
{
    /// <summary>It was the transcript.</summary>
    Used,

    /// <summary>The voice went on.</summary>
    Void,

    /// <summary>The recogniser failed; the transcript came from another pass.</summary>
    Failed,

    /// <summary>Nobody wanted a transcript any more.</summary>
    Abandoned,
}

/// <summary>What became of a judgement.</summary>
internal enum JudgementOutcome
{
    /// <summary>It came while the pause lasted.</summary>
    Given,

    /// <summary>The voice went on, or the turn was over.</summary>
    Void,

    /// <summary>The model failed.</summary>
    Failed,
}
