namespace Troupe.Server.Admission;

/// <summary>Looks at every admitted request before its endpoint: without I/O, in microseconds.</summary>
internal interface ICallerWatch
{
    /// <summary>Looks at a request.</summary>
    CallerVerdict Watch(HttpContext context, Caller caller);

    /// <summary>What a credential meets that is not shown itself, but asked to be renewed. Counts nothing.</summary>
    CallerVerdict Recall(Caller caller);

    /// <summary>Is told that a token was shown again after it had been replaced: two hold it.</summary>
    /// <param name="caller">Whose it was.</param>
    void Reused(Caller caller);
}

/// <summary>What a watch says of a caller.</summary>
/// <param name="Caller">The caller as the endpoint is to see it.</param>
/// <param name="Code">Why it is refused, a code of <see cref="Contracts.ErrorCodes"/>; null when it is not.</param>
/// <param name="Detail">What happened and the way out.</param>
/// <param name="Narrowed">How long it keeps only its reading scopes; null when it keeps all.</param>
internal readonly record struct CallerVerdict(Caller? Caller, string? Code, string? Detail, TimeSpan? Narrowed)
{
    /// <summary>The scopes that look and change nothing.</summary>
    public static readonly ScopeSet Reading = ScopeSet.Of(Contracts.Scopes.All.Select(scope => scope.Name).Where(name => name.EndsWith(":view", StringComparison.Ordinal) || name.EndsWith(":read", StringComparison.Ordinal)));

    /// <summary>The caller goes on as it is.</summary>
    public static CallerVerdict Pass(Caller caller) => new(caller, null, null, null);

    /// <summary>The caller goes on with its reading scopes.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="wait">For how long.</param>
    public static CallerVerdict Narrow(Caller caller, TimeSpan wait) => new(caller with { Scopes = caller.Scopes.And(Reading), Withheld = caller.Scopes, HeldFor = wait }, null, null, wait);

    /// <summary>The caller is refused.</summary>
    public static CallerVerdict Refuse(string code, string detail) => new(null, code, detail, null);
}
