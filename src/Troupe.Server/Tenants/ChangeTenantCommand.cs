using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Sets the tier of a tenant, suspends it and reinstates it; for the operator.</summary>
internal static class ChangeTenantCommand
{
    /// <summary>Maps <c>PUT /v1/tenants/{tenant}/tier</c>, <c>POST …/suspend</c> and <c>POST …/reinstate</c>.</summary>
    public static void Map(RouteGroupBuilder tenants)
    {
        tenants.MapPut("/{tenant}/tier", SetTier).WithName("tenants.setTier").WithSummary("Sets the tier of a tenant")
            .WithDescription("Its limits follow.").Produces<TenantView>().Refuses("tenant_not_found", "precondition_failed", "policy_denied");
        tenants.MapPost("/{tenant}/suspend", Suspend).WithName("tenants.suspend").WithSummary("Suspends a tenant")
            .WithDescription("All of its credentials are refused and its live sessions end, on every node.").Produces<TenantView>().Refuses("tenant_not_found", "precondition_failed", "policy_denied");
        tenants.MapPost("/{tenant}/reinstate", Reinstate).WithName("tenants.reinstate").WithSummary("Reinstates a suspended tenant")
            .WithDescription("Its credentials are good again.").Produces<TenantView>().Refuses("tenant_not_found", "precondition_failed", "policy_denied");
    }

    /// <summary>Decides about a change of a tenant that has to exist.</summary>
    public static Decided Decide(Tenant tenant, Func<Tenant, Decided> change) =>
        tenant.Exists ? change(tenant) : new Decided.Refused("tenant_not_found", new Reason("tenant_not_found", "There is no such tenant."));

    /// <summary>Why a tier is none; null when it is one.</summary>
    public static Reason? CheckTier(string tier, LimitsOptions limits) =>
        limits.Tiers.ContainsKey(tier) ? null : new Reason("unknown_tier", $"There is no tier '{tier}'; there are {string.Join(", ", limits.Tiers.Keys)} (Troupe:Limits:Tiers).", "/tier");

    private static Task<IResult> SetTier(
        string tenant, SetTenantTier body, HttpContext context, CommandDesk desk, TenantDirectory directory, IOptions<LimitsOptions> limits, CancellationToken cancellationToken) =>
        Handle(
            tenant,
            Command.Of(context, "tenant.setTier", body),
            found => CheckTier(body.Tier, limits.Value) is { } unknown ? new Decided.Refused("invalid_command", unknown) : Change(found.Tier == body.Tier ? null : new TenantTierSet(body.Tier)),
            desk,
            directory,
            cancellationToken);

    private static Task<IResult> Suspend(string tenant, HttpContext context, CommandDesk desk, TenantDirectory directory, CancellationToken cancellationToken) =>
        Handle(tenant, Command.Of(context, "tenant.suspend", new { }), found => Change(found.Suspended ? null : new TenantSuspended()), desk, directory, cancellationToken);

    private static Task<IResult> Reinstate(string tenant, HttpContext context, CommandDesk desk, TenantDirectory directory, CancellationToken cancellationToken) =>
        Handle(tenant, Command.Of(context, "tenant.reinstate", new { }), found => Change(found.Suspended ? new TenantReinstated() : null), desk, directory, cancellationToken);

    private static Decided.Accepted Change(IDomainEvent? fact) => fact is null ? new Decided.Accepted() : new Decided.Accepted(fact);

    private static async Task<IResult> Handle(
        string tenant, Command asked, Func<Tenant, Decided> change, CommandDesk desk, TenantDirectory directory, CancellationToken cancellationToken)
    {
        // What does not exist leaves no trace: neither its stream nor its audit may begin with a refusal.
        if (!TenantId.TryParse(tenant, out var id) || directory.Find(id) is null || id == TenantId.Local)
        {
            return TenantEndpoints.NotFound(tenant);
        }

        var outcome = await desk.ExecuteAsync<Tenant>(asked with { Caller = asked.Caller with { Tenant = id } }, Tenant.Self, found => Decide(found, change), cancellationToken);
        await directory.SeenAsync(Tenant.StreamOf(id), outcome);
        return outcome.ToResult((found, version) => TenantEndpoints.View(id, found, version));
    }
}
