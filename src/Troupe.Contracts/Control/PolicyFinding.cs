namespace Troupe.Contracts.Control;

/// <summary>What a rule found. It names a place, never the words: they may be personal.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Effect">What the rule asks for.</param>
/// <param name="Pointer">Which value, a JSON pointer; empty for a text that stands alone.</param>
/// <param name="Start">First character of the place in the value, in UTF-16 units.</param>
/// <param name="Length">Characters of the place; 0 when it is about the whole value.</param>
/// <param name="Detail">What does not fit and the way out.</param>
public sealed record PolicyFinding(string Rule, PolicyEffect Effect, string Pointer, int Start, int Length, string Detail);
