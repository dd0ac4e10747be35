using Troupe.Client;
using Troupe.Contracts;

namespace Troupe.Cli.Control;

/// <summary>Refusals in words, with the way out.</summary>
internal static class RefusalText
{
    /// <summary>The lines: what, every reason, and what can be done about it.</summary>
    public static IEnumerable<string> Lines(TroupeException refusal)
    {
        var reasons = refusal.Reasons.Where(reason => reason.Field is not null).ToArray();
        yield return reasons.Length == 0 ? $"{refusal.Code}: {refusal.Message}" : $"{refusal.Code}:";
        foreach (var reason in reasons)
        {
            yield return $"  {reason.Field}  {reason.Detail} ({reason.Code})";
        }

        if (WayOut(refusal) is { } way)
        {
            yield return way;
        }
    }

    private static string? WayOut(TroupeException refusal) => refusal.Code switch
    {
        TroupeException.Unreachable => "Start a server with ./dev run, or name another with --server or TROUPE_SERVER.",
        "unauthorized" or "token_revoked" => "Give a key with --key or TROUPE_KEY; troupe key create makes one.",
        "subject_erased" => "Sign in again, and give the new token with --key or TROUPE_KEY.",
        "token_expired" => "Give a new token, or a key, with --key or TROUPE_KEY.",
        "missing_scope" => "Use a key with that scope; troupe key list shows what each may do.",
        "precondition_failed" => "Look at what was changed, and ask again without --if-version or with the newest.",
        "tenant_not_found" => "troupe tenant list shows those that exist.",
        "key_not_found" => "troupe key list shows those that exist.",
        "presenter_not_found" => "troupe presenter list shows those that exist; --archived those put away as well.",
        "revision_not_found" => "troupe presenter history shows those that exist.",
        "asset_not_found" => "troupe asset list shows those that exist.",
        _ when refusal.Reasons.Any(reason => reason.Code == "unknown_scope") => $"There are {string.Join(' ', Scopes.All.Select(scope => scope.Name))}.",
        _ when refusal.RetryAfter is { } wait => FormattableString.Invariant($"Try again in {Math.Ceiling(wait.TotalSeconds)} s."),
        _ => null,
    };
}
