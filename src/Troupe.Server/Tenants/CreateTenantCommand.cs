using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Creates a tenant; for the operator.</summary>
internal static class CreateTenantCommand
{
    private const int MaxName = 100;

    /// <summary>Maps <c>POST /v1/tenants</c>.</summary>
    public static void Map(RouteGroupBuilder tenants) =>
        tenants.MapPost("/", Handle).WithName("tenants.create").WithSummary("Creates a tenant")
            .WithDescription("Its first key is created with POST /v1/tenants/{tenant}/keys.").Produces<TenantView>(201).Refuses("already_exists", "invalid_command", "policy_denied");

    /// <summary>Decides.</summary>
    public static Decided Decide(Tenant tenant, CreateTenant command, LimitsOptions limits)
    {
        var reasons = new List<Reason>();
        if (!TenantId.TryParse(command.Tenant, out _))
        {
            reasons.Add(new Reason("bad_tenant_id", "The id has 1 to 40 of a-z, 0-9 and -, and begins with a letter or digit.", "/tenant"));
        }

        if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > MaxName)
        {
            reasons.Add(new Reason("bad_name", $"The name has 1 to {MaxName} characters.", "/name"));
        }

        if (ChangeTenantCommand.CheckTier(command.Tier, limits) is { } unknown)
        {
            reasons.Add(unknown);
        }

        if (reasons.Count > 0)
        {
            return new Decided.Refused("invalid_command", [.. reasons]);
        }

        return tenant.Exists || command.Tenant == TenantId.Local.Value
            ? new Decided.Refused("already_exists", new Reason("already_exists", $"There is a tenant '{command.Tenant}' already.", "/tenant"))
            : new Decided.Accepted(new TenantCreated(command.Name, command.Tier));
    }

    private static async Task<IResult> Handle(CreateTenant body, HttpContext context, CommandDesk desk, ITextScreen texts, TenantDirectory directory, IOptions<LimitsOptions> limits, CancellationToken cancellationToken)
    {
        // A name that is none still has to be refused with every reason, on the desk of the operator.
        var asked = Command.Of(context, "tenant.create", body);
        var id = TenantId.TryParse(body.Tenant, out var read) ? read : asked.Caller.Tenant;
        var (name, denied) = texts.Screen(asked.Home, "/name", body.Name);
        var outcome = await desk.ExecuteAsync<Tenant>(
            asked with { Caller = asked.Caller with { Tenant = id } }, Tenant.Self, tenant => denied ?? Decide(tenant, body with { Name = name }, limits.Value), cancellationToken);
        await directory.SeenAsync(Tenant.StreamOf(id), outcome);
        return outcome.ToResult((tenant, version) => TenantEndpoints.View(id, tenant, version), created: $"/v1/tenants/{id}");
    }
}
