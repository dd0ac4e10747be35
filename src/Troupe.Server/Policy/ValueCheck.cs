using System.Collections.Frozen;
using Troupe.Contracts.Control;

namespace Troupe.Server.Policy;

/// <summary>A rule about values, ready to be applied.</summary>
internal sealed class ValueCheck
{
    private readonly string[]? _steps;
    private readonly FrozenSet<string> _allowed;
    private readonly string _detail;

    /// <summary>Prepares a rule.</summary>
    public ValueCheck(ValueRule rule)
    {
        Rule = rule;
        _steps = rule.Field.StartsWith('/') ? rule.Field.Split('/') : null;
        _allowed = rule.Allowed.ToFrozenSet(StringComparer.Ordinal);
        _detail = rule.Advice ?? (rule.Allowed.Count == 0 ? "Nothing may be set here; leave it as it is." : $"Choose one of: {string.Join(", ", rule.Allowed.Take(20))}{(rule.Allowed.Count > 20 ? " …" : "")}.");
    }

    /// <summary>The rule.</summary>
    public ValueRule Rule { get; }

    /// <summary>What stands against a value; null when nothing does.</summary>
    public PolicyFinding? Look(PolicyValue value) =>
        IsAbout(value) && !_allowed.Contains(value.Value) ? new PolicyFinding(Rule.Id, Rule.Effect, value.Pointer, 0, 0, _detail) : null;

    /// <summary>Whether it speaks of a value.</summary>
    public bool IsAbout(PolicyValue value)
    {
        if (_steps is null)
        {
            return value.Kind == Rule.Field;
        }

        var steps = value.Pointer.Split('/');
        return steps.Length == _steps.Length && steps.Zip(_steps).All(pair => pair.Second is "*" || pair.First == pair.Second);
    }
}
