namespace Troupe.Contracts.Control;

/// <summary>What the values of a field may be.</summary>
/// <param name="Id">The rule's id, unique in the policy: 1 to 60 of <c>a-z 0-9 . -</c>.</param>
/// <param name="Field">Which values: a JSON pointer in which <c>*</c> stands for one step (<c>/look/outfit</c>), or a kind: <c>asset</c>, <c>choice</c>.</param>
/// <param name="Allowed">What they may be; empty for nothing.</param>
public sealed record ValueRule(string Id, string Field, IReadOnlyList<string> Allowed)
{
    /// <summary>What happens to another value: <see cref="PolicyEffect.Deny"/> or <see cref="PolicyEffect.Review"/>.</summary>
    public PolicyEffect Effect { get; init; } = PolicyEffect.Deny;

    /// <summary>The way out, said to who is refused; null for the list of what is allowed.</summary>
    public string? Advice { get; init; }
}

/// <summary>A list of terms: words or groups of words, found as whole words whatever their case, accents and look-alikes.</summary>
/// <param name="Id">The rule's id, unique in the policy.</param>
/// <param name="Effect">What happens to them.</param>
/// <param name="Terms">The terms.</param>
public sealed record TermRule(string Id, PolicyEffect Effect, IReadOnlyList<string> Terms)
{
    /// <summary>Whether the last word of a term is found inflected as well, as English does it: bet, bets, betting. Other forms are listed as terms of their own.</summary>
    public bool Inflected { get; init; }

    /// <summary>Where it holds; empty for everywhere. Review does not hold for input.</summary>
    public IReadOnlyList<PolicyPlace> Places { get; init; } = [];

    /// <summary>What stands in place of what is redacted.</summary>
    public string Replacement { get; init; } = "[removed]";

    /// <summary>The way out, said to who is refused.</summary>
    public string? Advice { get; init; }
}

/// <summary>A regular expression (.NET syntax), matched whatever the case.</summary>
/// <param name="Id">The rule's id, unique in the policy.</param>
/// <param name="Effect">What happens to what it matches.</param>
/// <param name="Pattern">The expression.</param>
public sealed record PatternRule(string Id, PolicyEffect Effect, string Pattern)
{
    /// <summary>Where it holds; empty for everywhere. Review does not hold for input.</summary>
    public IReadOnlyList<PolicyPlace> Places { get; init; } = [];

    /// <summary>What stands in place of what is redacted.</summary>
    public string Replacement { get; init; } = "[removed]";

    /// <summary>The way out, said to who is refused.</summary>
    public string? Advice { get; init; }
}

/// <summary>Personal data that is replaced.</summary>
/// <param name="Id">The rule's id, unique in the policy.</param>
/// <param name="Detects">What.</param>
public sealed record RedactionRule(string Id, PersonalKind Detects)
{
    /// <summary>Where it holds; empty for everywhere.</summary>
    public IReadOnlyList<PolicyPlace> Places { get; init; } = [];

    /// <summary>What stands in its place; null for the name of what it is in square brackets.</summary>
    public string? Replacement { get; init; }
}

/// <summary>Personal data that can be told by its form.</summary>
public enum PersonalKind
{
    /// <summary>An e-mail address, written or spoken ("ada at example dot com").</summary>
    Email,

    /// <summary>A telephone number: E.164, as it is commonly written, or spoken digit by digit.</summary>
    Phone,

    /// <summary>The number of a payment card, with a check digit that fits (Luhn), written or spoken.</summary>
    Card,
}

/// <summary>A subject. A text is about it when the weights of its different terms in the text add up to the threshold.</summary>
/// <param name="Id">The rule's id, unique in the policy.</param>
/// <param name="Effect">What happens to the text: <see cref="PolicyEffect.Review"/> or <see cref="PolicyEffect.Deny"/>.</param>
/// <param name="Threshold">The sum from which the text is about it.</param>
/// <param name="Terms">Its terms, found inflected as well, each with its weight.</param>
public sealed record TopicRule(string Id, PolicyEffect Effect, double Threshold, IReadOnlyDictionary<string, double> Terms)
{
    /// <summary>Where it holds; empty for everywhere. Review does not hold for input.</summary>
    public IReadOnlyList<PolicyPlace> Places { get; init; } = [];

    /// <summary>The way out, said to who is refused.</summary>
    public string? Advice { get; init; }
}
