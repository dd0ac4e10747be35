using System.CommandLine;
using Troupe.Cli.Control;
using Troupe.Contracts.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe tenant</c>: tenants of a server, for its operator.</summary>
internal sealed class TenantCommand : ControlCommand
{
    private readonly Argument<string> _tenant = new("TENANT") { Description = "Its id: 1 to 40 of a-z, 0-9 and -, beginning with a letter or digit." };

    private readonly Argument<string?> _which = new("TENANT") { Description = "Its id. Default: the tenant of the key.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _name = new("--name") { Description = "What people call it. Default: the id.", HelpName = "NAME" };

    private readonly Option<string> _tierOption = new("--tier") { Description = "Its tier, which sets its limits.", HelpName = "TIER", DefaultValueFactory = _ => "standard" };

    private readonly Argument<string> _tier = new("TIER") { Description = "The name of a tier, as Troupe:Limits:Tiers of the server has it." };

    public TenantCommand()
        : base("tenant", "Create and change the tenants of a server, as its operator.", "troupe tenant create acme --name \"Acme Weather\"")
    {
        Add("create", "Create a tenant.", "troupe tenant create acme --name \"Acme Weather\"", CreateAsync, _tenant, _name, _tierOption);
        Add("list", "List all tenants.", "troupe tenant list --json", ListAsync);
        Add("show", "Show a tenant.", "troupe tenant show acme", ShowAsync, _which);
        Add("set-tier", "Set the tier of a tenant; its limits follow.", "troupe tenant set-tier acme plus", SetTierAsync, _tenant, _tier);
        Add("suspend", "Refuse all credentials of a tenant for now, and end its sessions.", "troupe tenant suspend acme --why \"Unpaid.\"", SuspendAsync, _tenant);
        Add("reinstate", "Have the credentials of a suspended tenant work again.", "troupe tenant reinstate acme", ReinstateAsync, _tenant);
    }

    private async Task CreateAsync(Asked asked)
    {
        var id = asked.Arguments.GetRequiredValue(_tenant);
        var request = new CreateTenant(id, asked.Arguments.GetValue(_name) ?? id) { Tier = asked.Arguments.GetRequiredValue(_tierOption) };
        Show(asked, await asked.Troupe.Tenants.CreateAsync(request, asked.Request, asked.Token));
        asked.Output.Say($"Its first key: troupe key create \"First\" --tenant {id} --scope key:manage --scope presenter:admin");
    }

    private static async Task ListAsync(Asked asked) => asked.Output.List(
        await asked.Troupe.Tenants.ListAsync(asked.Request, asked.Token),
        ["tenant", "name", "tier", ""],
        tenant => [tenant.Tenant, tenant.Name, tenant.Tier, Texts.If(tenant.Suspended, "suspended")],
        "There are no tenants. Create one: troupe tenant create acme");

    private async Task ShowAsync(Asked asked) => Show(asked, asked.Arguments.GetValue(_which) is { } id
        ? await asked.Troupe.Tenants.GetAsync(id, asked.Request, asked.Token)
        : await asked.Troupe.Tenants.OwnAsync(asked.Request, asked.Token));

    private async Task SetTierAsync(Asked asked) =>
        Show(asked, await asked.Troupe.Tenants.SetTierAsync(asked.Arguments.GetRequiredValue(_tenant), new SetTenantTier(asked.Arguments.GetRequiredValue(_tier)), asked.Request, asked.Token));

    private async Task SuspendAsync(Asked asked) => Show(asked, await asked.Troupe.Tenants.SuspendAsync(asked.Arguments.GetRequiredValue(_tenant), asked.Request, asked.Token));

    private async Task ReinstateAsync(Asked asked) => Show(asked, await asked.Troupe.Tenants.ReinstateAsync(asked.Arguments.GetRequiredValue(_tenant), asked.Request, asked.Token));

    private static void Show(Asked asked, TenantView tenant) => asked.Output.Show(
        tenant, ("tenant", tenant.Tenant), ("name", tenant.Name), ("tier", tenant.Tier), ("state", tenant.Suspended ? "suspended" : "active"), ("version", Texts.Of(tenant.Version)));
}
