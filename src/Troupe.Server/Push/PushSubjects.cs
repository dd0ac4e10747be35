using Troupe.Server.Admission;

namespace Troupe.Server.Push;

/// <summary>What can be followed, and who may.</summary>
internal static class PushSubjects
{
    private static readonly Dictionary<string, string> Scopes = new(StringComparer.Ordinal)
    {
        ["presenter"] = "presenter:view",
        ["job"] = "presenter:view",
        ["asset"] = "asset:read",
        ["policy"] = "policy:view",
        ["audit"] = "audit:read",
        ["session"] = "session:observe",
    };

    /// <summary>The scope that following a subject asks for; null when it cannot be followed.</summary>
    public static string? ScopeOf(string subject) => Scopes.GetValueOrDefault(subject);

    /// <summary>The scopes that following subjects asks for.</summary>
    public static ScopeSet ScopesOf(IEnumerable<string> subjects) => ScopeSet.Of(subjects.Select(subject => Scopes[subject]));

    /// <summary>All that a caller may follow.</summary>
    public static IReadOnlySet<string> For(Caller caller) => Scopes.Where(subject => caller.Scopes.Has(subject.Value)).Select(subject => subject.Key).ToHashSet(StringComparer.Ordinal);
}
