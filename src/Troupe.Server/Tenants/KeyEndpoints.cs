using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>API keys of the caller's tenant.</summary>
internal static class KeyEndpoints
{
    private const int MostItems = 200;

    /// <summary>Maps <c>/v1/keys</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/keys").RequireScopeOf("key:manage").Costs(Budget.Command).WithTags("Keys");
        keys.MapGet("/", List).Costs(Budget.Read).WithName("keys.list").WithSummary("Lists the tenant's keys")
            .WithDescription($"In the order of their ids, `limit` (1 to {MostItems}, 50 if left out) at a time; `after` is the last answer's `next`. Revoked and expired ones included; no secret is shown.")
            .Produces<KeyPage>().Refuses("bad_request");
        keys.MapGet("/{key}", Get).Costs(Budget.Read).WithName("keys.get").WithSummary("Reads a key").WithDescription("No secret is shown.").Produces<KeyView>().Refuses("key_not_found");
        CreateKeyCommand.Map(keys);
        RotateKeyCommand.Map(keys);
        RevokeKeyCommand.Map(keys);
    }

    /// <summary>What a caller is shown of a key.</summary>
    public static KeyView View(string id, ApiKey key, long version)
    {
        var created = key.Created ?? throw new InvalidOperationException("A key that was not created cannot be shown.");
        return new KeyView(
            id, created.Label, created.Kind, created.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), created.Origins, created.Scene, created.At, created.ExpiresAt, key.PreviousUntil, key.Revoked, version);
    }

    /// <summary>The answer for a key that the tenant does not have, whether another has it or nobody.</summary>
    public static IResult NotFound { get; } = Problem.Of("key_not_found", "The tenant has no such key.");

    /// <summary>Whether a tenant has a key.</summary>
    public static bool Has(this TenantDirectory directory, TenantId tenant, string key) => directory.FindKey(key) is { } card && card.Tenant == tenant;

    private static IResult List(HttpContext context, TenantDirectory directory, string? after = null, int limit = 50)
    {
        if (limit is < 1 or > MostItems)
        {
            return Problem.Of("bad_request", $"A page has 1 to {MostItems} keys.");
        }

        var found = directory.KeysOf(Caller.Of(context).Tenant)
            .Where(entry => after is null || string.CompareOrdinal(entry.Id, after) > 0)
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .Take(limit + 1)
            .Select(entry => View(entry.Id, entry.Key.State, entry.Key.Version))
            .ToArray();
        return Results.Json(found.Length > limit ? new KeyPage(found[..limit], found[limit - 1].Key) : new KeyPage(found, Next: null), Contracts.Wire.Json);
    }

    private static IResult Get(string key, HttpContext context, TenantDirectory directory)
    {
        var tenant = Caller.Of(context).Tenant;
        return directory.KeysOf(tenant).Where(entry => entry.Id == key).Select(entry => View(entry.Id, entry.Key.State, entry.Key.Version)).FirstOrDefault() is { } view
            ? new Tagged(view)
            : NotFound;
    }

    private sealed class Tagged(KeyView view) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = Command.TagOf(view.Version);
            return Results.Json(view, Contracts.Wire.Json).ExecuteAsync(httpContext);
        }
    }
}
