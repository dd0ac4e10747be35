namespace Troupe.Testing.Scenarios;

/// <summary>What came of a scenario.</summary>
/// <param name="Events">All that happened, in order.</param>
/// <param name="Failures">Expectations that were not met, in order; empty when all were.</param>
/// <param name="Duration">Virtual time that passed.</param>
public sealed record ScenarioRun(IReadOnlyList<ScenarioEvent> Events, IReadOnlyList<string> Failures, TimeSpan Duration)
{
    /// <summary>Whether all expectations were met.</summary>
    public bool Passed => Failures.Count == 0;
}
