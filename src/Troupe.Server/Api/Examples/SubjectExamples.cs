using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Persons: a visitor who asks what is kept about them, and has it erased.</summary>
internal static class SubjectExamples
{
    private const string Pseudonym = "0d6f2c1e9b7a4583c2f1d0e9b8a7968574635241302f1e0d9c8b7a6958473625";

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["subjects.get"] = new(Answer: new SubjectView(Pseudonym, null, new Dictionary<string, long> { ["audit.recorded"] = 12, ["family.started"] = 1 }, Kept)),
        ["subjects.export"] = new(Answer: JsonSerializer.Serialize(
            new SubjectFact("family", "5d2f0c6e1b7a4f3f9c8b7a6958473625", "family.started", Example.Noon, JsonSerializer.SerializeToElement(new { subject = "visitor-7", scopes = "session:talk" }, Wire.Json)), Wire.Json) + "\n"),
        ["subjects.erase"] = new(Answer: new SubjectErasure(Pseudonym, Example.Noon, 1, Kept)),
    };

    private static Dictionary<string, int> Kept => new() { ["connection"] = 1, ["heldEdit"] = 0, ["recording"] = 0 };
}
