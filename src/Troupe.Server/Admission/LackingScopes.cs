namespace Troupe.Server.Admission;

/// <summary>Refuses callers who lack scopes: whose credential is held back learns that, and for how long.</summary>
internal static class LackingScopes
{
    private const string HeldBack = "This credential asks far more than it is used to; for a while it may only read.";

    /// <summary>The refusal of a caller who lacks a scope.</summary>
    public static IResult Of(Caller caller, string scope) => IfHeldBack(caller, ScopeSet.Of(scope)) ?? Problem.Of("missing_scope", $"This needs the scope {scope}; the credential has {(caller.Scopes == default ? "none" : caller.Scopes)}.");

    /// <summary>The refusal of a caller who has scopes but for that the credential is held back; null when it is not, or would not have them either.</summary>
    public static IResult? IfHeldBack(Caller caller, ScopeSet needed) =>
        caller.HeldFor is { } wait && !caller.Scopes.Covers(needed) && caller.Withheld.Covers(needed) ? HeldBackFor(wait) : null;

    /// <summary>The refusal of whoever is held back.</summary>
    public static IResult HeldBackFor(TimeSpan wait) => Problem.Of("abnormal_usage", HeldBack, wait);
}
