namespace Troupe.Server.Api.Examples;

/// <summary>Examples of all operations. They tell of one tenant, <c>acme</c>, and its presenter of the weather.</summary>
internal static class ApiExamples
{
    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new[]
    {
        AssetExamples.All, AuditExamples.All, KeyExamples.All, PageExamples.All, PolicyExamples.All, PresenterExamples.All, SessionExamples.All, SubjectExamples.All, TenantExamples.All, TokenExamples.All,
    }.SelectMany(room => room).ToDictionary(StringComparer.Ordinal);
}
