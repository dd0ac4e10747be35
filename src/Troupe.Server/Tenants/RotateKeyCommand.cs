using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;

namespace Troupe.Server.Tenants;

/// <summary>Gives an API key another secret, while the one before it stays good for a while.</summary>
internal static class RotateKeyCommand
{
    private const int MaxOverlapSeconds = 30 * 86_400;

    /// <summary>Maps <c>POST /v1/keys/{key}/rotate</c>.</summary>
    public static void Map(RouteGroupBuilder keys) =>
        keys.MapPost("/{key}/rotate", Handle).WithName("keys.rotate").WithSummary("Gives a key another secret")
            .WithDescription("The secret before it stays good for the overlap, so that programs can change over one by one. The one before that ends at once.")
            .Produces<KeySecret>().Refuses("key_not_found", "precondition_failed", "invalid_command", "policy_denied");

    /// <summary>Decides.</summary>
    public static Decided Decide(ApiKey key, RotateKey command, string hash, DateTimeOffset now)
    {
        if (key.Created is null)
        {
            return new Decided.Refused("key_not_found", new Reason("key_not_found", "The tenant has no such key."));
        }

        if (command.OverlapSeconds is < 0 or > MaxOverlapSeconds)
        {
            return new Decided.Refused("invalid_command", new Reason("bad_overlap", $"The overlap is 0 to {MaxOverlapSeconds} seconds.", "/overlapSeconds"));
        }

        return key.Revoked
            ? new Decided.Refused("invalid_command", new Reason("revoked", "The key was revoked; create another."))
            : new Decided.Accepted(new KeyRotated(hash, now + TimeSpan.FromSeconds(command.OverlapSeconds)));
    }

    private static async Task<IResult> Handle(string key, RotateKey body, HttpContext context, CommandDesk desk, TenantDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = Command.Of(context, "key.rotate", body);
        if (!directory.Has(asked.Caller.Tenant, key))
        {
            return KeyEndpoints.NotFound;
        }

        var text = KeyText.Create(key);
        var outcome = await desk.ExecuteAsync<ApiKey>(asked, key, state => Decide(state, body, text.Hash, time.GetUtcNow()), cancellationToken);
        await directory.SeenAsync(ApiKey.StreamOf(asked.Caller.Tenant, key), outcome);
        var shown = outcome is CommandOutcome<ApiKey>.Done { Repeated: false };
        return outcome.ToResult((state, version) => new KeySecret(KeyEndpoints.View(key, state, version), shown ? text.Reveal() : null));
    }
}
