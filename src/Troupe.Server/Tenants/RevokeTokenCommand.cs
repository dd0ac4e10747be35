using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Ends a token or a family before its time, with the live sessions of it, on every node.</summary>
internal static class RevokeTokenCommand
{
    /// <summary>Maps <c>POST /v1/tokens/revoke</c>.</summary>
    public static void Map(RouteGroupBuilder tokens) =>
        tokens.MapPost("/revoke", Handle).RequireAnyCaller().Costs(Budget.Command).WithName("tokens.revoke").WithSummary("Revokes a token or a family")
            .WithDescription("Without either, the caller's own family, as a person signs out. Live sessions of it end, on every node.")
            .Produces<TokenRevoked>().Refuses("not_found", "invalid_command", "policy_denied");

    /// <summary>What tells every node that a family has ended.</summary>
    public static FactBeside Beside(string family, TokensOptions options, DateTimeOffset now) =>
        new(Revocation.Kind, family, new CredentialRevoked(Token: null, family, now + options.MaxLifetime + options.Leeway));

    /// <summary>Decides about a family.</summary>
    public static Decided Decide(TokenFamily family, FactBeside beside)
    {
        if (family.Started is null)
        {
            return new Decided.Refused("not_found", new Reason("not_found", "The tenant has no such family of tokens."));
        }

        return family.Ended is not null ? new Decided.Accepted() : new Decided.Accepted(new FamilyRevoked(FamilyEnd.Revoked)) { Beside = [beside] };
    }

    private static async Task<IResult> Handle(RevokeToken body, HttpContext context, CommandDesk desk, TenantDirectory directory, IOptions<TokensOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = Command.Of(context, "token.revoke", body);
        var own = body is { Token: null, Family: null };
        if (own && asked.Caller.Kind is not (CredentialKind.Token or CredentialKind.Federated))
        {
            return Problem.Of("invalid_command", "Name a token or a family: the credential is neither.");
        }

        if (!own && !asked.Caller.Scopes.Has("key:manage"))
        {
            return LackingScopes.Of(asked.Caller, "key:manage");
        }

        var family = own ? asked.Caller.Family : body.Family;
        var token = own && family is null ? asked.Caller.Credential : body.Token;
        if ((token is null) == (family is null) || !StreamId.IsId(token ?? family!))
        {
            return Problem.Of("invalid_command", "Name either a token or a family, by its id.");
        }

        return family is null
            ? await RevokeTokenAsync(token!, asked, desk, directory, options.Value, time, cancellationToken)
            : await RevokeFamilyAsync(family, asked, desk, directory, options.Value, time, cancellationToken);
    }

    private static async Task<IResult> RevokeTokenAsync(string token, Command asked, CommandDesk desk, TenantDirectory directory, TokensOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var fact = new CredentialRevoked(token, Family: null, time.GetUtcNow() + options.MaxLifetime + options.Leeway);
        var outcome = await desk.ExecuteAsync<Revocation>(asked, token, state => state.Revoked is null ? new Decided.Accepted(fact) : new Decided.Accepted(), cancellationToken);
        await directory.SeenAsync(new StreamId(asked.Caller.Tenant, Revocation.Kind, token), outcome);
        return outcome.ToResult((_, _) => new TokenRevoked(token, Family: null));
    }

    private static async Task<IResult> RevokeFamilyAsync(string family, Command asked, CommandDesk desk, TenantDirectory directory, TokensOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var beside = Beside(family, options, time.GetUtcNow());
        var outcome = await desk.ExecuteAsync<TokenFamily>(asked, family, state => Decide(state, beside), cancellationToken);
        if (outcome is CommandOutcome<TokenFamily>.Done)
        {
            await directory.SeenAsync(new StreamId(asked.Caller.Tenant, Revocation.Kind, family), version: 1);
        }

        return outcome.ToResult((_, _) => new TokenRevoked(Token: null, family));
    }
}
