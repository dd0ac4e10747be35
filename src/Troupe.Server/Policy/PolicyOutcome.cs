using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Policy;

/// <summary>What a change of the policy is answered with.</summary>
internal static class PolicyOutcome
{
    /// <summary>Puts the changed policy in place on this node before its caller is answered, and answers.</summary>
    public static IResult Show(this CommandOutcome<PolicyState> outcome, Command command, TenantRulesets rulesets)
    {
        if (outcome is CommandOutcome<PolicyState>.Done { Repeated: false } done && RulesetCompiler.Compile(done.State.Document, out _) is { } rules)
        {
            rulesets.Swap(command.Caller.Tenant, new TenantPolicy(done.Version, rules, done.State.Disclosure));
        }

        return outcome.ToResult((state, version) => new PolicyView(version, state.Document, state.Disclosure));
    }
}
