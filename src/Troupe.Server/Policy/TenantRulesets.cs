using System.Collections.Concurrent;
using Troupe.Contracts.Control;

namespace Troupe.Server.Policy;

/// <summary>The policy of a tenant as it holds at this moment.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Rules">The rules, compiled.</param>
/// <param name="Disclosure">How its presenters are shown to be machines.</param>
internal sealed record TenantPolicy(long Version, Ruleset Rules, DisclosureRules Disclosure)
{
    /// <summary>The policy of a tenant that never changed it.</summary>
    public static TenantPolicy Initial { get; } = new(0, Ruleset.Empty, PolicyState.Initial.Disclosure);
}

/// <summary>The policies of all tenants. A tenant's is swapped whole when it changes: every decision is made by one version.</summary>
internal sealed class TenantRulesets : IPolicy
{
    private static readonly TenantPolicy Closed = TenantPolicy.Initial with { Rules = Ruleset.Closed };

    private readonly ConcurrentDictionary<TenantId, TenantPolicy> _policies = new();
    private volatile bool _isClosed;

    /// <summary>The policy of a tenant. Until the policies are known nothing is allowed.</summary>
    public TenantPolicy Of(TenantId tenant) => _isClosed ? Closed : _policies.GetValueOrDefault(tenant, TenantPolicy.Initial);

    /// <summary>Puts a newer policy in place of a tenant's; an older one changes nothing.</summary>
    public void Swap(TenantId tenant, TenantPolicy policy) =>
        _policies.AddOrUpdate(tenant, static (_, policy) => policy, static (_, present, policy) => policy.Version > present.Version ? policy : present, policy);

    /// <summary>Whether a tenant's policy is of a version, or newer.</summary>
    public bool Knows(TenantId tenant, long version) => _policies.TryGetValue(tenant, out var policy) && policy.Version >= version;

    /// <summary>Allows nothing until the policies are known.</summary>
    public void Close() => _isClosed = true;

    /// <summary>The policies are known.</summary>
    public void Open() => _isClosed = false;

    /// <inheritdoc/>
    public Decision EvaluateEdit(TenantId tenant, IReadOnlyList<PolicyValue> values) => Of(tenant).Rules.Evaluate(values);

    /// <inheritdoc/>
    public Decision ScreenSpeech(TenantId tenant, string phrase, string before = "") => Of(tenant).Rules.Screen(phrase, before, PolicyPlace.Speech);

    /// <inheritdoc/>
    public Decision ScreenInput(TenantId tenant, string text) => Of(tenant).Rules.Screen(text, before: "", PolicyPlace.Input);
}
