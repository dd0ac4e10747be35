using Troupe.Conversation;
using Troupe.Engines;

namespace Troupe.Cli.Doctor;

/// <summary>Looks at the engines as the server would find them.</summary>
internal static class EngineFindings
{
    /// <summary>All findings about engines, in the order of a turn. A part that no engine serves is broken; what only a spare would add is lacking.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        await using var engines = await EngineSet.OpenAsync(new EngineOptions(), cancellationToken: cancellationToken);
        var served = engines.Findings.Where(finding => finding.Found).Select(finding => finding.Part).ToHashSet(StringComparer.Ordinal);
        return [.. engines.Findings.Select(finding => ToFinding(finding, served.Contains(finding.Part)))];
    }

    private static Finding ToFinding(EngineFinding finding, bool served)
    {
        var state = finding.Found ? FindingState.Ready : served ? FindingState.Lacking : FindingState.Broken;
        return new(finding.Part, state, finding.Engine.Length == 0 ? finding.Detail : $"{finding.Engine}: {finding.Detail}", finding.Cure);
    }
}
