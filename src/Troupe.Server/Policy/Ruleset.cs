namespace Troupe.Server.Policy;

/// <summary>The compiled rules of a tenant. Immutable; thread-safe.</summary>
internal sealed class Ruleset
{
    private Ruleset()
    {
    }

    /// <summary>Rules that allow everything.</summary>
    public static Ruleset Empty { get; } = new();

    /// <summary>Decides about values.</summary>
    public Decision Evaluate(IReadOnlyList<PolicyValue> values) => Decision.Allowed;

    /// <summary>Decides about a text.</summary>
    public Decision Screen(string text, string before) => Decision.Allowed;
}
