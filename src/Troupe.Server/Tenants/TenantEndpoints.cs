using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Tenants for the operator, and a tenant for itself.</summary>
internal static class TenantEndpoints
{
    /// <summary>Maps <c>/v1/tenants</c>, <c>/v1/keys</c>, <c>/v1/federation</c> and <c>/v1/tokens</c>.</summary>
    public static void MapTenants(this IEndpointRouteBuilder routes)
    {
        var tenants = routes.MapGroup("/v1/tenants").RequireScopeOf("platform:admin").Costs(Budget.Command).WithTags("Tenants");
        tenants.MapGet("/", List).Costs(Budget.Read).WithName("tenants.list").WithSummary("Lists all tenants").WithDescription("Those that were created, by id.").Produces<IReadOnlyList<TenantView>>();
        tenants.MapGet("/{tenant}", Get).Costs(Budget.Read).WithName("tenants.get").WithSummary("Reads a tenant").WithDescription("Its tier and whether it is suspended.").Produces<TenantView>().Refuses("tenant_not_found");
        CreateTenantCommand.Map(tenants);
        ChangeTenantCommand.Map(tenants);
        CreateKeyCommand.MapForOperator(tenants);

        routes.MapGet("/v1/tenant", Own).RequireScopeOf("tenant:view").Costs(Budget.Read).WithTags("Tenants").WithName("tenants.own").WithSummary("Reads the caller's tenant")
            .WithDescription("The tenant of the credential.").Produces<TenantView>();
        KeyEndpoints.Map(routes);
        SetFederationCommand.Map(routes);
        var tokens = routes.MapGroup("/v1/tokens").WithTags("Tokens");
        IssueTokenCommand.Map(tokens);
        RefreshTokenCommand.Map(tokens);
        RevokeTokenCommand.Map(tokens);
    }

    /// <summary>What a caller is shown of a tenant.</summary>
    public static TenantView View(TenantId id, Tenant tenant, long version) => new(id.Value, tenant.Name, tenant.Tier, tenant.Suspended, version);

    /// <summary>The answer for a tenant that does not exist.</summary>
    public static IResult NotFound(string tenant) => Problem.Of("tenant_not_found", $"There is no tenant '{tenant}'.");

    private static IResult List(TenantDirectory directory) =>
        Results.Json(directory.Tenants.OrderBy(entry => entry.Id.Value, StringComparer.Ordinal).Select(entry => View(entry.Id, entry.Tenant.State, entry.Tenant.Version)), Contracts.Wire.Json);

    private static async Task<IResult> Get(string tenant, EventStreams streams, CancellationToken cancellationToken) =>
        TenantId.TryParse(tenant, out var id) && await streams.LoadAsync<Tenant>(id, Tenant.Self, cancellationToken) is { State.Exists: true } found
            ? Results.Json(View(id, found.State, found.Version), Contracts.Wire.Json)
            : NotFound(tenant);

    private static async Task<IResult> Own(HttpContext context, EventStreams streams, CancellationToken cancellationToken)
    {
        var id = Caller.Of(context).Tenant;
        var (tenant, version) = await streams.LoadAsync<Tenant>(id, Tenant.Self, cancellationToken);
        return Results.Json(View(id, tenant, version), Contracts.Wire.Json);
    }
}
