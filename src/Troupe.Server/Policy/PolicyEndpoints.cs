using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Limits;

namespace Troupe.Server.Policy;

/// <summary>The policy over HTTP.</summary>
internal static class PolicyEndpoints
{
    /// <summary>Maps <c>/v1/policy</c>.</summary>
    public static void MapPolicy(this IEndpointRouteBuilder routes)
    {
        var policy = routes.MapGroup("/v1/policy").WithTags("Policy");
        policy.MapGet("", PolicyHistory.ReadAsync).RequireScopeOf("policy:view").Costs(Budget.Read)
            .WithName("policy.read").WithSummary("Read the policy").WithDescription("The rules that hold, their version as ETag, and how the presenter is shown to be a machine.")
            .Produces<PolicyView>();
        policy.MapPut("", ChangePolicy.HandleAsync).RequireScopeOf("policy:edit").Costs(Budget.Command)
            .WithName("policy.change").WithSummary("Change the rules")
            .WithDescription("Replaces all rules. Every mistake is listed at once, with its place as a JSON pointer. Needs If-Match. The rules hold from the answer on; the disclosure stays as it is.")
            .Produces<PolicyView>().Refuses("precondition_failed", "invalid_command", "precondition_required", "policy_denied");
        policy.MapPut("/disclosure", ChangeDisclosure.HandleAsync).RequireScopeOf("presenter:admin").Costs(Budget.Command)
            .WithName("policy.changeDisclosure").WithSummary("Change how the presenter is shown to be a machine")
            .WithDescription("The sentence at the start and the marks for machines; the label is each presenter's own. Marks that are turned off stand in the audit. Needs If-Match; holds for sessions that begin afterwards.")
            .Produces<PolicyView>().Refuses("precondition_failed", "invalid_command", "precondition_required", "policy_denied");
        policy.MapGet("/versions", PolicyHistory.ListAsync).RequireScopeOf("policy:view").Costs(Budget.Read)
            .WithName("policy.versions").WithSummary("List the versions").WithDescription("Every version of the policy, oldest first.")
            .Produces<PolicyVersions>();
        policy.MapGet("/versions/{version:long}", PolicyHistory.ReadVersionAsync).RequireScopeOf("policy:view").Costs(Budget.Read)
            .WithName("policy.readVersion").WithSummary("Read a version").WithDescription("The policy as it was at a version; version 0 is the empty one of the beginning.")
            .Produces<PolicyView>().Refuses("not_found");
        policy.MapPost("/rollback", ChangePolicy.RollBackAsync).RequireScopeOf("policy:edit").Costs(Budget.Command)
            .WithName("policy.rollBack").WithSummary("Take up the rules of an earlier version")
            .WithDescription("A version of its own, so that it can be taken back as well. Needs If-Match. The disclosure stays as it is.")
            .Produces<PolicyView>().Refuses("not_found", "precondition_failed", "precondition_required", "policy_denied");
        policy.MapPost("/explain", PolicyExplainer.Handle).RequireScopeOf("policy:view").Costs(Budget.Read, work: 5)
            .WithName("policy.explain").WithSummary("Explain a decision")
            .WithDescription("Says of a text or an edit what would happen and what every rule says of it, by the rules that hold or by those that are sent along. Changes and keeps nothing.")
            .Produces<PolicyExplanation>().Refuses("invalid_command");
    }
}
