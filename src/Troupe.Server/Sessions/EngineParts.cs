using Microsoft.Extensions.AI;
using Troupe.Contracts;
using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>One of the four parts that a whole conversation needs.</summary>
/// <param name="Card">What clients see.</param>
/// <param name="Ready">Whether it works.</param>
/// <param name="Findings">When it does not work: what was looked for and not found, at least one.</param>
internal sealed record EnginePart(EngineCard Card, bool Ready, IReadOnlyList<EngineFinding> Findings);

/// <summary>Looks at engines part by part.</summary>
internal static class EngineParts
{
    /// <summary>All four parts in the order of a turn.</summary>
    public static IReadOnlyList<EnginePart> Of(ConversationEngines engines) =>
    [
        Part(engines, "voiceActivity", engines.VoiceActivity?.Description),
        Part(engines, "recognizer", engines.Recognizer?.Description),
        Part(engines, "writer", Writer(engines)),
        Part(engines, "synthesizer", engines.Synthesizer?.Description),
    ];

    /// <summary>What was set up beside the four parts and does not work: conversations go on without it.</summary>
    public static IEnumerable<EngineFinding> MissingBeside(ConversationEngines engines)
    {
        var parts = Of(engines).Select(part => part.Card.Part).ToHashSet(StringComparer.Ordinal);
        return engines.Findings.Where(finding => !finding.Found && !parts.Contains(finding.Part));
    }

    private static EnginePart Part(ConversationEngines engines, string part, EngineDescription? description)
    {
        if (description is not null)
        {
            return new EnginePart(new EngineCard(part, description.Name, Ready: true, description.Note), Ready: true, []);
        }

        var findings = engines.Findings.Where(finding => finding.Part == part && !finding.Found).ToArray();
        if (findings.Length == 0)
        {
            findings = [new EngineFinding(part, "", Found: false, "No engine is set up for this part.", "Run ./dev doctor.")];
        }

        var note = string.Join(' ', findings.Select(finding => finding.Cure is { } cure ? $"{finding.Detail} {cure}" : finding.Detail));
        return new EnginePart(new EngineCard(part, "", Ready: false, note), Ready: false, findings);
    }

    private static EngineDescription? Writer(ConversationEngines engines)
    {
        var findings = engines.Findings.Where(finding => finding.Part == "writer").ToArray();
        if (findings.Length > 0 && !findings.Any(finding => finding.Found))
        {
            return null;
        }

        var name = findings.FirstOrDefault(finding => finding.Found)?.Engine
            ?? engines.Writer.GetService<ChatClientMetadata>()?.ProviderName
            ?? "writer";
        return new EngineDescription(name, "", "");
    }
}
