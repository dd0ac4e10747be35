namespace Troupe.Server.Policy;

/// <summary>What a rule found. It names a place, never the words: they may be personal.</summary>
/// <param name="Rule">The rule's id, such as <c>term.competitors</c>.</param>
/// <param name="Effect">What the rule asks for.</param>
/// <param name="Pointer">Which value; empty for a text that stands alone.</param>
/// <param name="Start">First character of the place in the value (UTF-16 units).</param>
/// <param name="Length">Characters of the place; 0 when it is about the whole value.</param>
/// <param name="Detail">What does not fit and the way out.</param>
internal sealed record Finding(string Rule, RuleEffect Effect, string Pointer, int Start, int Length, string Detail);

/// <summary>What a rule asks for; a stronger one wins.</summary>
internal enum RuleEffect
{
    /// <summary>Nothing.</summary>
    Allow,

    /// <summary>The place is replaced.</summary>
    Redact,

    /// <summary>Somebody looks at it first.</summary>
    Review,

    /// <summary>It may not be.</summary>
    Deny,
}
