namespace Troupe.Testing.Isolation;

/// <summary>What a tenant sees when it reads everything that it may: nothing of it depends on what others do.</summary>
internal static class TenantSight
{
    // They count what the reading itself takes and leaves.
    private static readonly string[] OfReading = ["limits.show", "audit.list", "audit.checkpoint", "audit.export", "audit.proveInclusion", "audit.proveConsistency", "subjects.get", "subjects.export"];

    /// <summary>Reads everything of the tenant's own, by operation.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="again">Whether it is compared with what the same tenant saw before, and not with what another saw that did the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(TenantClient tenant, IEnumerable<ApiOperation> operations, bool again, CancellationToken cancellationToken)
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var operation in operations.Where(operation => operation.Scope is not (null or "platform:admin") && (operation.IsRead || Vocabulary.Harmless.Contains(operation.Name)) && !Vocabulary.Sockets.Contains(operation.Name)))
        {
            if (again && OfReading.Contains(operation.Name))
            {
                continue;
            }

            var answer = await tenant.SendAsync(tenant.RequestFor(operation, (field, kind) => tenant.IdFor(operation, field, kind, common: kind is "presenter" or "scene" or "subject") ?? "none"), tenant.Key, cancellationToken);
            if (operation.Name != "limits.show")
            {
                seen[operation.Name] = answer.Seen(again ? [] : tenant.Own.Values.SelectMany(ids => ids));
            }
        }

        return seen;
    }

    /// <summary>Where two differ, with what stands around the first difference.</summary>
    public static IEnumerable<(string Operation, string Before, string After)> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Where(entry => after.GetValueOrDefault(entry.Key) != entry.Value).Select(entry => (entry.Key, Around(entry.Value, after.GetValueOrDefault(entry.Key) ?? ""), Around(after.GetValueOrDefault(entry.Key) ?? "", entry.Value)));

    private static string Around(string text, string other)
    {
        var same = text.AsSpan().CommonPrefixLength(other);
        return text[Math.Max(0, same - 80)..Math.Min(text.Length, same + 160)];
    }
}
