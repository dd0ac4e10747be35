using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Says which issuer a tenant trusts beside this server.</summary>
internal static class SetFederationCommand
{
    private const int MaxText = 1024;
    private const int MaxMapped = 100;

    /// <summary>Maps <c>/v1/federation</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var federation = routes.MapGroup("/v1/federation").RequireScopeOf("tenant:admin").Costs(Budget.Command).WithTags("Tenants");
        federation.MapGet("/", Get).Costs(Budget.Read).WithName("federation.get").WithSummary("Reads which issuer the tenant trusts")
            .WithDescription("Its tokens are good here as the terms say.").Produces<FederationView>();
        federation.MapPut("/", Put).WithName("federation.set").WithSummary("Trusts an issuer").WithDescription("Tokens of an OpenID provider (RS256 or ES256) are good here from then on, in place of those of the one before.")
            .Produces<FederationView>().Refuses("already_exists", "invalid_command", "precondition_failed", "policy_denied");
        federation.MapDelete("/", Delete).WithName("federation.remove").WithSummary("Trusts no issuer any longer").WithDescription("Live sessions of its tokens end, on every node.")
            .Produces<FederationView>().Refuses("precondition_failed", "policy_denied");
    }

    /// <summary>Decides.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="terms">What it asks for.</param>
    /// <param name="taken">Whether another tenant has the issuer with this audience.</param>
    /// <param name="mayFetch">Whether the keys may be fetched from where they are.</param>
    public static Decided Decide(Tenant tenant, Federation terms, bool taken, bool mayFetch)
    {
        var reasons = Check(terms, mayFetch).ToArray();
        if (reasons.Length > 0)
        {
            return new Decided.Refused("invalid_command", reasons);
        }

        return taken
            ? new Decided.Refused("already_exists", new Reason("audience_taken", "The issuer's audience is in use here already: register this server at the issuer under an id of your own.", "/audience"))
            : new Decided.Accepted(new FederationSet(terms));
    }

    private static IEnumerable<Reason> Check(Federation terms, bool mayFetch)
    {
        foreach (var (name, text) in new[] { ("issuer", terms.Issuer), ("audience", terms.Audience), ("scopeClaim", terms.ScopeClaim) })
        {
            if (text.Length is 0 or > MaxText)
            {
                yield return new Reason("bad_text", $"It has 1 to {MaxText} characters.", $"/{name}");
            }
        }

        if (terms.KeysUrl.Length > MaxText || !mayFetch)
        {
            yield return new Reason("bad_keys_url", "The keys are at an address of the internet with https; the operator can allow others (Troupe:Tokens:IssuerNetworks).", "/keysUrl");
        }

        if (terms.ScopeMap.Count > MaxMapped)
        {
            yield return new Reason("too_many", $"At most {MaxMapped} values are mapped.", "/scopeMap");
        }

        foreach (var unknown in terms.Scopes.Concat(terms.ScopeMap.Values.SelectMany(scopes => scopes)).Distinct().Where(scope => !Scopes.Exists(scope) || !ScopeSet.Tenant.Has(scope)))
        {
            yield return new Reason("unknown_scope", $"A tenant has no scope '{unknown}' to give.", "/scopes");
        }
    }

    private static async Task<IResult> Get(HttpContext context, EventStreams streams, CancellationToken cancellationToken)
    {
        var (tenant, version) = await streams.LoadAsync<Tenant>(Caller.Of(context).Tenant, Tenant.Self, cancellationToken);
        context.Response.Headers.ETag = Command.TagOf(version);
        return Results.Json(new FederationView(tenant.Federation, version), Wire.Json);
    }

    private static Task<IResult> Put(Federation body, HttpContext context, CommandDesk desk, TenantDirectory directory, IssuerNetworks networks, CancellationToken cancellationToken)
    {
        var asked = Command.Of(context, "tenant.trustIssuer", body);
        var taken = directory.FindIssuer(body.Issuer, body.Audience) is { } card && card.Tenant != asked.Caller.Tenant;
        return HandleAsync(asked, tenant => Decide(tenant, body, taken, networks.MayFetch(body.KeysUrl)), desk, directory, cancellationToken);
    }

    private static Task<IResult> Delete(HttpContext context, CommandDesk desk, TenantDirectory directory, CancellationToken cancellationToken) =>
        HandleAsync(Command.Of(context, "tenant.trustNoIssuer", new { }), tenant => tenant.Federation is null ? new Decided.Accepted() : new Decided.Accepted(new FederationSet(Terms: null)), desk, directory, cancellationToken);

    private static async Task<IResult> HandleAsync(Command asked, Func<Tenant, Decided> decide, CommandDesk desk, TenantDirectory directory, CancellationToken cancellationToken)
    {
        var outcome = await desk.ExecuteAsync(asked, Tenant.Self, decide, cancellationToken);
        await directory.SeenAsync(Tenant.StreamOf(asked.Caller.Tenant), outcome);
        return outcome.ToResult((tenant, version) => new FederationView(tenant.Federation, version));
    }
}
