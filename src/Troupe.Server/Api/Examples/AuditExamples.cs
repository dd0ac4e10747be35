using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>The audit: somebody published.</summary>
internal static class AuditExamples
{
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private const string Origin = "troupe/acme";

    private const string Checkpoint = $"{Origin}\n2\n{Hash}\n\n\u2014 {Origin} 5m1s9TBEAiBf0p9v3l2QxWJ4g8rZ0m6u7n1c2d3e4f5g6h7i8j9k0gIgUe0q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8l9z0x\n";

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["audit.list"] = new(Answer: new AuditPage([Published], 2)),
        ["audit.checkpoint"] = new(Answer: Checkpoint),
        ["audit.key"] = new(Answer: $"{Origin}+e66d6cf5+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFf1p9v3l2Qx\n"),
        ["audit.proveInclusion"] = new(Answer: new InclusionProof(1, 2, Hash, [Hash], Line)),
        ["audit.proveConsistency"] = new(Answer: new ConsistencyProof(1, 2, [Hash])),
        ["audit.export"] = new(Answer: $"{Line}\n{JsonSerializer.Serialize(new { checkpoint = Checkpoint }, Wire.Json)}\n"),
    };

    private static AuditRecord Published => new(
        1,
        Example.Noon,
        new Guid("0198c2f0-0000-7000-8000-000000000001"),
        JsonSerializer.SerializeToElement(
            new { action = "presenter.publish", target = $"presenter/{PresenterExamples.Id}", subject = "key_7Qm2", credential = "tk_7Qm2", outcome = "done", version = 7, why = "Spring looks" }, Wire.Json));

    private static string Line => JsonSerializer.Serialize(Published, Wire.Json);
}
