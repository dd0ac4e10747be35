using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Policy;

/// <summary>Asks the policy about words that cannot wait for a review: what it would hold is refused.</summary>
internal sealed class TextScreen(TenantRulesets rulesets) : ITextScreen
{
    private const string NoReview = "A review would hold this, and nothing waits for one here: choose other words, or ask for the rule to be changed.";

    /// <inheritdoc/>
    public ScreenedText Screen(TenantId tenant, string pointer, string text) => rulesets.EvaluateEdit(tenant, [new PolicyValue(pointer, ValueKinds.Text, text)]) switch
    {
        Decision.Deny { Refusal: { } refusal } => new ScreenedText(text, refusal),
        Decision.Review { Refusal: { } held } => new ScreenedText(text, new Decided.Refused("policy_denied", [.. held.Reasons.Select(reason => reason with { Detail = $"{reason.Detail} {NoReview}" })])),
        var decision => new ScreenedText(decision.TextOr(text), Refusal: null),
    };
}
