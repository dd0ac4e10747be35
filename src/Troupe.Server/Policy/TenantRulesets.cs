using System.Collections.Concurrent;
using Troupe.Contracts.Control;

namespace Troupe.Server.Policy;

/// <summary>The rules of all tenants. A tenant's rules are swapped whole when its policy changes: every decision is made by one version.</summary>
internal sealed class TenantRulesets : IPolicy
{
    private readonly ConcurrentDictionary<TenantId, Ruleset> _rulesets = new();

    /// <summary>The rules of a tenant; those of one without a policy allow everything.</summary>
    public Ruleset Of(TenantId tenant) => _rulesets.GetValueOrDefault(tenant, Ruleset.Empty);

    /// <summary>Puts other rules in place of a tenant's.</summary>
    public void Swap(TenantId tenant, Ruleset ruleset) => _rulesets[tenant] = ruleset;

    /// <inheritdoc/>
    public Decision EvaluateEdit(TenantId tenant, IReadOnlyList<PolicyValue> values) => Of(tenant).Evaluate(values);

    /// <inheritdoc/>
    public Decision ScreenSpeech(TenantId tenant, string phrase, string before = "") => Of(tenant).Screen(phrase, before, PolicyPlace.Speech);

    /// <inheritdoc/>
    public Decision ScreenInput(TenantId tenant, string text) => Of(tenant).Screen(text, before: "", PolicyPlace.Input);
}
