namespace Troupe.Contracts.Control;

/// <summary>What happens to what is held.</summary>
public sealed record ReviewRules
{
    /// <summary>Seconds that a phrase waits to be spoken, 1 to 25: a person waits on the other side. Default: 10.</summary>
    public double SpeechSeconds { get; init; } = 10;

    /// <summary>Seconds that an edit waits, 60 to 2,592,000 (30 days). Default: 86,400 (a day).</summary>
    public double EditSeconds { get; init; } = 86_400;

    /// <summary>What happens to a phrase that nobody decided about in time. Default: the fallback sentence is said.</summary>
    public ReviewFallback SpeechAtDeadline { get; init; } = ReviewFallback.Fallback;

    /// <summary>What happens to an edit that nobody decided about in time: <see cref="ReviewFallback.Allow"/> or <see cref="ReviewFallback.Deny"/>. Default: it is denied.</summary>
    public ReviewFallback EditAtDeadline { get; init; } = ReviewFallback.Deny;
}

/// <summary>What happens to what nobody decided about in time.</summary>
public enum ReviewFallback
{
    /// <summary>It goes on as if it were approved.</summary>
    Allow,

    /// <summary>It is left out.</summary>
    Deny,

    /// <summary>The fallback sentence is said in its place.</summary>
    Fallback,
}

/// <summary>What the presenter says for the policy.</summary>
public sealed record PolicySentences
{
    /// <summary>In place of a phrase that is denied, rejected or not decided about, once in a row; empty for nothing.</summary>
    public string Fallback { get; init; } = "I cannot say more about that.";

    /// <summary>While a phrase is held; empty for nothing.</summary>
    public string Holding { get; init; } = "One moment, please.";

    /// <summary>To a person whose words are denied; never empty.</summary>
    public string Denied { get; init; } = "I am sorry, I cannot help with that.";
}
