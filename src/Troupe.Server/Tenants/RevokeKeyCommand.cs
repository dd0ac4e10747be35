using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;

namespace Troupe.Server.Tenants;

/// <summary>Ends an API key, the tokens that it issued and their live sessions.</summary>
internal static class RevokeKeyCommand
{
    /// <summary>Maps <c>DELETE /v1/keys/{key}</c>.</summary>
    public static void Map(RouteGroupBuilder keys) =>
        keys.MapDelete("/{key}", Handle).WithName("keys.revoke").WithSummary("Revokes a key")
            .WithDescription("It is refused for good, and so are the tokens that it issued; their live sessions end, on every node.").Produces<KeyView>().Refuses("key_not_found", "precondition_failed", "policy_denied");

    /// <summary>Decides.</summary>
    public static Decided Decide(ApiKey key)
    {
        if (key.Created is null)
        {
            return new Decided.Refused("key_not_found", new Reason("key_not_found", "The tenant has no such key."));
        }

        return key.Revoked ? new Decided.Accepted() : new Decided.Accepted(new KeyRevoked());
    }

    private static async Task<IResult> Handle(string key, HttpContext context, CommandDesk desk, TenantDirectory directory, CancellationToken cancellationToken)
    {
        var asked = Command.Of(context, "key.revoke", new { });
        if (!directory.Has(asked.Caller.Tenant, key))
        {
            return KeyEndpoints.NotFound;
        }

        var outcome = await desk.ExecuteAsync<ApiKey>(asked, key, Decide, cancellationToken);
        await directory.SeenAsync(ApiKey.StreamOf(asked.Caller.Tenant, key), outcome);
        return outcome.ToResult((state, version) => KeyEndpoints.View(key, state, version));
    }
}
