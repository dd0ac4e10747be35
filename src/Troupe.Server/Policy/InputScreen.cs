using Troupe.Contracts.Control;
using Troupe.Conversation;

namespace Troupe.Server.Policy;

/// <summary>Looks at what a person says and writes, by the tenant's policy as it is at that moment.</summary>
internal sealed class InputScreen(TenantId tenant, TenantRulesets rulesets) : IInputScreen
{
    /// <summary>What stands in place of words that are denied, in the history and wherever else they would be kept.</summary>
    public const string Withheld = "[withheld]";

    /// <inheritdoc/>
    public string Mask(string words) => rulesets.Of(tenant).Rules.Mask(words, PolicyPlace.Input);

    /// <inheritdoc/>
    public string Screen(string words) => rulesets.ScreenInput(tenant, words) switch
    {
        Decision.Deny => Withheld,
        var decision => decision.TextOr(words),
    };
}
