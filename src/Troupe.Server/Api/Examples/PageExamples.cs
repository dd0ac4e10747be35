using Troupe.Contracts;

namespace Troupe.Server.Api.Examples;

/// <summary>What the page and whoever keeps the server running ask.</summary>
internal static class PageExamples
{
    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["health.live"] = new(Answer: new { Status = "alive" }),
        ["health.ready"] = new(Answer: new { Status = "ready", Engines = new[] { new EngineCard("writer", "script", Ready: true, Note: null) } }),
        ["preview.scenes"] = new(Answer: new[] { new { Id = "greeting", Title = "A greeting", Shows = "Closed lips in every word.", Text = "My name is Ada.", Speed = 1.0 } }),
        ["preview.performance"] = new(Answer: new PerformanceFile
        {
            Version = PerformanceFile.Latest,
            DigitalSourceType = Protocol.GeneratedMedia,
            Utterances = [new PerformedUtterance { Duration = 240, Phonemes = [new PhonemeSpan("m", 0, 90)], Visemes = [new VisemeSpan(1, 0, 90, 1)], Captions = [new Caption("My", 0, 240, [new CaptionWord("My", 0, 240)])] }],
        }),
    };
}
