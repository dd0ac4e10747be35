using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Issues a session token to an API key.</summary>
internal static class IssueTokenCommand
{
    /// <summary>Maps <c>POST /v1/tokens</c>.</summary>
    public static void Map(RouteGroupBuilder tokens) =>
        tokens.MapPost("/", Handle).RequireAnyCaller().Costs(Budget.Command).WithName("tokens.issue").WithSummary("Issues a session token")
            .WithDescription("Asked with an API key, by a server for its page, or by a page with a publishable key. The token allows no more than the key.")
            .Produces<TokenIssued>(201).Refuses("invalid_command", "policy_denied");

    // Nothing can be kept of them, not even whose the family is.
    private static Decided.Refused Erased { get; } = new(
        "invalid_command", new Reason("subject_erased", "The person was erased, and an erased subject is never used again: give whoever comes back another one.", "/subject"));

    /// <summary>Decides.</summary>
    public static Decided Decide(IssueToken command, Caller caller, TokensOptions options, DateTimeOffset now)
    {
        var reasons = Check(command, caller, options).ToArray();
        return reasons.Length > 0
            ? new Decided.Refused("invalid_command", reasons)
            : new Decided.Accepted(new FamilyStarted(Protected<string>.Of(command.Subject, command.Subject), ScopeSet.Of(command.Scopes).ToString(), now, command.Refreshable ? now + options.RefreshLifetime : null)
            {
                Key = caller.Key,
                Scene = command.Scene ?? caller.Scene,
                Role = command.Role,
                Origin = caller.Origin ?? (command.Origin is { } origin ? WebOrigin.Read(origin) : null),
                Lifetime = command.LifetimeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Lifetime,
            });
    }

    private static IEnumerable<Reason> Check(IssueToken command, Caller caller, TokensOptions options)
    {
        if (!StreamId.IsId(command.Subject))
        {
            yield return new Reason("bad_subject", "The subject has 1 to 100 of A-Z, a-z, 0-9, -, _ and the dot.", "/subject");
        }

        var unknown = command.Scopes.Where(scope => !Scopes.Exists(scope)).ToArray();
        var scopes = ScopeSet.Of(command.Scopes.Except(unknown));
        if (unknown.Length > 0 || scopes == default)
        {
            yield return new Reason("unknown_scope", unknown.Length > 0 ? $"There is no scope {string.Join(", ", unknown)}." : "A token has at least one scope.", "/scopes");
        }

        if (!caller.Scopes.Covers(scopes))
        {
            yield return new Reason("scope_not_held", $"A token has no scope beyond those of its key: {caller.Scopes}.", "/scopes");
        }

        if (command.Scene is { } scene && (!StreamId.IsId(scene) || (caller.Scene is { } only && only != scene)))
        {
            yield return new Reason("bad_scene", caller.Scene is null ? "The id of a scene has 1 to 100 of A-Z, a-z, 0-9, -, _ and the dot." : $"The key is good for the scene {caller.Scene}.", "/scene");
        }

        if (command.Role is { } role && !StreamId.IsId(role))
        {
            yield return new Reason("bad_role", "A role has 1 to 100 of A-Z, a-z, 0-9, -, _ and the dot.", "/role");
        }

        if (command.Origin is { } origin && (WebOrigin.Read(origin) is not { } read || (caller.Origin is { } page && page != read)))
        {
            yield return new Reason("bad_origin", caller.Origin is null ? $"'{origin}' is no origin such as https://shop.example (http for this machine only)." : $"The page's origin is {caller.Origin}.", "/origin");
        }

        if (command.LifetimeSeconds is { } seconds && (seconds < 1 || seconds > options.MaxLifetime.TotalSeconds))
        {
            yield return new Reason("bad_lifetime", $"A token lasts 1 to {options.MaxLifetime.TotalSeconds:F0} seconds.", "/lifetimeSeconds");
        }
    }

    private static async Task<IResult> Handle(IssueToken body, HttpContext context, CommandDesk desk, TokenMint mint, Keyring keyring, IOptions<TokensOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        // A token is a secret that is not kept, so it cannot be given again: a repeated request gets another, and the lost one expires.
        var asked = Command.Of(context, "token.issue", body) with { IdempotencyKey = null };
        if (asked.Caller.Kind is not (CredentialKind.Key or CredentialKind.Development))
        {
            return Problem.Of("unauthorized", "Tokens are issued to API keys. A token is refreshed by POST /v1/tokens/refresh.");
        }

        if (LackingScopes.IfHeldBack(asked.Caller, ScopeSet.Of(body.Scopes.Where(Scopes.Exists))) is { } heldBack)
        {
            return heldBack;
        }

        context.Response.Headers.CacheControl = "no-store";
        var id = TokenMint.CreateId();
        var outcome = await desk.ExecuteAsync<TokenFamily>(
            asked,
            id,
            _ => keyring.IsErased(keyring.PseudonymOf(asked.Caller.Tenant, body.Subject)) ? Erased : Decide(body, asked.Caller, options.Value, time.GetUtcNow()),
            cancellationToken);
        return outcome.ToResult((family, _) => mint.Make(asked.Caller.Tenant, id, family), created: $"/v1/tokens/{id}");
    }
}
