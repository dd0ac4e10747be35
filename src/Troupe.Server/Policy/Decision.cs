using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Policy;

/// <summary>What the policy says of a text or an edit.</summary>
/// <param name="Findings">Why, in the order of the values and of the places in them; empty when no rule found anything.</param>
internal abstract record Decision(IReadOnlyList<PolicyFinding> Findings)
{
    /// <summary>Nothing stands against it. Shared: allowing allocates nothing.</summary>
    public static Decision Allowed { get; } = new Allow();

    /// <summary>The outcome in one word.</summary>
    public PolicyEffect Outcome => this switch
    {
        Deny => PolicyEffect.Deny,
        Review => PolicyEffect.Review,
        Redact => PolicyEffect.Redact,
        _ => PolicyEffect.Allow,
    };

    /// <summary>The refusal to return from a decision about a command; null when the command may go on with <see cref="ValuesOr"/>.</summary>
    public Decided.Refused? Refusal => this switch
    {
        Deny => new Decided.Refused("policy_denied", ReasonsOf(PolicyEffect.Deny)),
        Review => new Decided.Refused("under_review", ReasonsOf(PolicyEffect.Review)),
        _ => null,
    };

    /// <summary>The text to use: the changed one, or the given one when nothing was changed.</summary>
    public string TextOr(string given) => this is Changing { Values: [var value, ..] } ? value.Value : given;

    /// <summary>The values to use, in the order in which they were given: changed ones, or the given ones when nothing was changed.</summary>
    public IReadOnlyList<PolicyValue> ValuesOr(IReadOnlyList<PolicyValue> given) => this is Changing changing ? changing.Values : given;

    /// <summary>This decision and another about the same command: the stronger outcome, with the findings of both. A place that both found, under whichever pointer, is this one's.</summary>
    public Decision And(Decision other)
    {
        if (other.Outcome < PolicyEffect.Review)
        {
            return this;
        }

        PolicyFinding[] findings = [.. Findings, .. other.Findings.Where(finding => !Findings.Any(known => (known.Rule, known.Start, known.Length) == (finding.Rule, finding.Start, finding.Length)))];
        return this is Deny || other is Deny ? new Deny(findings) : new Review(ValuesOr(other.ValuesOr([])), findings);
    }

    private Reason[] ReasonsOf(PolicyEffect effect) =>
        [.. Findings.Where(finding => finding.Effect == effect).Select(finding => new Reason(finding.Rule, finding.Detail, finding.Pointer.Length == 0 ? null : finding.Pointer))];

    /// <summary>It may be as it is.</summary>
    internal sealed record Allow() : Decision([]);

    /// <summary>A decision that leaves values, which may have been changed.</summary>
    /// <param name="Values">The values, in the order in which they were given.</param>
    /// <param name="Findings">Why.</param>
    internal abstract record Changing(IReadOnlyList<PolicyValue> Values, IReadOnlyList<PolicyFinding> Findings) : Decision(Findings);

    /// <summary>It may be as changed.</summary>
    internal sealed record Redact(IReadOnlyList<PolicyValue> Values, IReadOnlyList<PolicyFinding> Findings) : Changing(Values, Findings);

    /// <summary>Somebody looks at it first. What they see is redacted already.</summary>
    internal sealed record Review(IReadOnlyList<PolicyValue> Values, IReadOnlyList<PolicyFinding> Findings) : Changing(Values, Findings);

    /// <summary>It may not be.</summary>
    internal sealed record Deny(IReadOnlyList<PolicyFinding> Findings) : Decision(Findings);
}
