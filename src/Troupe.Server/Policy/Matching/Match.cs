namespace Troupe.Server.Policy.Matching;

/// <summary>A place in a text that a rule found.</summary>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Behind the last character.</param>
/// <param name="Term">Which term of the rule; 0 for a rule without terms.</param>
/// <param name="Weight">What it adds to a topic.</param>
internal readonly record struct Match(int Rule, int Start, int End, int Term = 0, double Weight = 1);
