using Troupe.Conversation;
using Troupe.Engines;

namespace Troupe.Cli.Doctor;

/// <summary>Looks at the engines as the server would find them.</summary>
internal static class EngineFindings
{
    /// <summary>All findings about engines, in the order of a turn. A part that no engine serves is broken; what only a spare would add is lacking.</summary>
    /// <param name="arguments">Arguments of the server: settings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(string[] arguments, CancellationToken cancellationToken)
    {
        EngineOptions options;
        try
        {
            options = ServerSettings.Read(arguments).Get<EngineOptions>(ServerSettings.Engines);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException or InvalidOperationException)
        {
            return [Wrong(unreadable.Message)];
        }

        if (options.Mistakes() is { Count: > 0 } mistakes)
        {
            return [.. mistakes.Select(Wrong)];
        }

        await using var engines = await EngineSet.OpenAsync(options, cancellationToken: cancellationToken);
        var served = engines.Findings.Where(finding => finding.Found).Select(finding => finding.Part).ToHashSet(StringComparer.Ordinal);
        return [.. engines.Findings.Select(finding => ToFinding(finding, served.Contains(finding.Part)))];
    }

    private static Finding Wrong(string mistake) => new("settings", FindingState.Broken, mistake, $"Correct {ServerSettings.Engines} in the server's appsettings.json, its environment or its arguments.");

    private static Finding ToFinding(EngineFinding finding, bool served)
    {
        var state = finding.Found ? FindingState.Ready : served ? FindingState.Lacking : FindingState.Broken;
        return new(finding.Part, state, finding.Engine.Length == 0 ? finding.Detail : $"{finding.Engine}: {finding.Detail}", finding.Cure);
    }
}
