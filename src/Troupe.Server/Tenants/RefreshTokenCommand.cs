using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>
/// Gets the next token of a family. Whoever shows a refresh token that was used before may be a thief, or show that there was one: the family ends.
/// The one exception is the newest used one for a few seconds, for an answer may have been lost, and then the answer is the same.
/// </summary>
internal static class RefreshTokenCommand
{
    /// <summary>Maps <c>POST /v1/tokens/refresh</c>.</summary>
    public static void Map(RouteGroupBuilder tokens) =>
        tokens.MapPost("/refresh", Handle).OpenToStrangers().WithName("tokens.refresh").WithSummary("Gets the next token of a family")
            .WithDescription("The refresh token is the credential, and is good once: a repetition within 5 seconds gets the same successor, any other ends the family and its live sessions. While the family is held back for unusual use, the next token has its reading scopes alone and lasts no longer than that, or there is none.")
            .Produces<TokenIssued>().Refuses("bad_request", "unauthorized", "token_expired", "token_revoked", "token_reused", "temporarily_reduced", "abnormal_usage", "step_up_required", "storage_read_only", "storage_unavailable");

    /// <summary>Decides.</summary>
    /// <param name="family">The family.</param>
    /// <param name="shown">The number of the refresh token that was shown.</param>
    /// <param name="revoked">Whether the family or its key was revoked, or its tenant suspended.</param>
    /// <param name="options">The rules.</param>
    /// <param name="now">The time.</param>
    public static Decided Decide(TokenFamily family, long shown, bool revoked, TokensOptions options, DateTimeOffset now)
    {
        if (family.Started is not { RefreshUntil: { } until } || shown > family.Number || shown < 1)
        {
            return new Decided.Refused("unauthorized", new Reason("unauthorized", "The refresh token is not one of this server."));
        }

        if (revoked || family.Ended is not null || family.Started.Subject.IsErased)
        {
            var code = family.Ended is FamilyEnd.Reused ? "token_reused" : "token_revoked";
            return new Decided.Refused(code, new Reason(code, "The family of the token has ended; get a new token from the page's server."));
        }

        if (until <= now)
        {
            return new Decided.Refused("token_expired", new Reason("token_expired", "The family cannot be refreshed any longer; get a new token from the page's server."));
        }

        if (shown == family.Number)
        {
            return new Decided.Accepted(new FamilyRefreshed(shown + 1, now));
        }

        return shown == family.Number - 1 && now - family.RefreshedAt <= options.RefreshGrace
            ? new Decided.Accepted()
            : new Decided.Accepted(new FamilyRevoked(FamilyEnd.Reused)) { Outcome = "token_reused" };
    }

    private static async Task<IResult> Handle(
        TokenRefresh body, HttpContext context, CommandDesk desk, ICallerWatch watch, TenantDirectory directory, TokenMint mint, SigningKeys keys, StrangerLimit limit, Limiter limiter, IOptions<TokensOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!RefreshSecret.TryRead(body.RefreshToken, keys.Ring.Secret, out var shown))
        {
            return Problem.Of("unauthorized", "The refresh token is not one of this server.");
        }

        if (limit.RefuseRefresh(context, shown.Tenant, shown.Family) is { } tooOften)
        {
            return tooOften;
        }

        if (limiter.Work(shown.Tenant, work: 1) is { Passed: false } busy)
        {
            return RequireBudget.Refusal(Budget.Command, busy);
        }

        var caller = new Caller(shown.Tenant, shown.Family, shown.Family, default) { Kind = CredentialKind.Token, Family = shown.Family };
        var held = watch.Recall(caller);
        var asked = new Command(caller, "token.refresh", new { shown.Number });
        var outcome = await desk.ExecuteAsync<TokenFamily>(
            asked,
            shown.Family,
            family => Decide(family, shown.Number, directory.IsRevoked(caller with { Key = family.Started?.Key }), options.Value, time.GetUtcNow()) switch
            {
                Decided.Accepted { Facts: [FamilyRevoked] } ended => ended with { Beside = [RevokeTokenCommand.Beside(shown.Family, options.Value, time.GetUtcNow())] },
                Decided.Accepted when Hold(family, held) is { } hold => hold,
                var decided => decided,
            },
            cancellationToken);
        if (outcome is CommandOutcome<TokenFamily>.Done { State.Ended: not null })
        {
            watch.Reused(caller);
            return Problem.Of("token_reused", "The refresh token was used before; its family and the live sessions of it have ended. Get a new token from the page's server.");
        }

        return outcome is CommandOutcome<TokenFamily>.Refused { Code: "abnormal_usage" } ? LackingScopes.HeldBackFor(held.Narrowed!.Value)
            : outcome.ToResult((family, _) => mint.Make(shown.Tenant, shown.Family, family, held.Narrowed));
    }

    // What a family's tokens may not do, its next one may not either.
    private static Decided.Refused? Hold(TokenFamily family, in CallerVerdict held)
    {
        var (code, detail) = held switch
        {
            { Caller: null } => (held.Code!, held.Detail!),
            { Narrowed: not null } when ScopeSet.Parse(family.Started!.Scopes).And(CallerVerdict.Reading) == default => ("abnormal_usage", "The family asks far more than it is used to, and has no scope that only reads."),
            _ => (null, null),
        };
        return code is null ? null : new Decided.Refused(code, new Reason(code, detail!));
    }
}
