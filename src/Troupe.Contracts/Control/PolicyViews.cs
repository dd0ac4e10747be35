namespace Troupe.Contracts.Control;

/// <summary>The policy of a tenant.</summary>
/// <param name="Version">Its version, as in the <c>ETag</c>; 0 for a tenant that never changed it.</param>
/// <param name="Document">The rules.</param>
/// <param name="Disclosure">How the presenter is shown to be a machine.</param>
public sealed record PolicyView(long Version, PolicyDocument Document, DisclosureRules Disclosure);

/// <summary>The versions of a policy, oldest first.</summary>
/// <param name="Versions">The versions.</param>
public sealed record PolicyVersions(IReadOnlyList<PolicyVersion> Versions);

/// <summary>A version of a policy.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it came to be.</param>
/// <param name="Change">What changed: <c>rules</c> or <c>disclosure</c>.</param>
/// <param name="Restores">The version whose rules it took up again; null when it has its own.</param>
public sealed record PolicyVersion(long Version, DateTimeOffset At, string Change, long? Restores = null);

/// <summary>Asks for the rules of an earlier version.</summary>
/// <param name="Version">The version.</param>
public sealed record RollBackPolicy(long Version);

/// <summary>Asks what the policy says of a text or an edit. Nothing is changed or kept.</summary>
public sealed record ExplainPolicy
{
    /// <summary>Where the text stands. Default: speech.</summary>
    public PolicyPlace Place { get; init; }

    /// <summary>The text; null for an edit.</summary>
    public string? Text { get; init; }

    /// <summary>What was said before the text: a place may begin there.</summary>
    public string Before { get; init; } = "";

    /// <summary>The values of an edit; null for a text.</summary>
    public IReadOnlyList<ExplainedValue>? Values { get; init; }

    /// <summary>The rules to ask, to try them before they are saved; null for those that hold.</summary>
    public PolicyDocument? Document { get; init; }
}

/// <summary>A value of an edit.</summary>
/// <param name="Pointer">JSON pointer into the edit.</param>
/// <param name="Kind">What it is: <c>text</c>, <c>asset</c> or <c>choice</c>.</param>
/// <param name="Value">The value.</param>
public sealed record ExplainedValue(string Pointer, string Kind, string Value);

/// <summary>What the policy says, and what each of its rules says.</summary>
/// <param name="Outcome">What would happen.</param>
/// <param name="Values">What would be used: the text under the empty pointer, or the values of the edit; empty when it is denied.</param>
/// <param name="Rules">Every rule of the policy.</param>
public sealed record PolicyExplanation(PolicyEffect Outcome, IReadOnlyList<ExplainedValue> Values, IReadOnlyList<RuleExplanation> Rules);

/// <summary>What one rule says.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Effect">What it asks for when it finds something.</param>
/// <param name="Holds">Whether it holds for what was asked.</param>
/// <param name="Findings">What it found.</param>
public sealed record RuleExplanation(string Rule, PolicyEffect Effect, bool Holds, IReadOnlyList<PolicyFinding> Findings);
