using System.Text.RegularExpressions;

namespace Troupe.Benchmarks.Leak;

/// <summary>A place where the server keeps tenants apart, and the same place without it. Several of one name act together: each alone changes nothing, because the others still hold.</summary>
/// <param name="Name">The mutant's name.</param>
/// <param name="Near">Where it is looked for first: an operation, or a part of the matrix; a mutant that is not found there is looked for everywhere.</param>
/// <param name="File">The file below <c>src/Troupe.Server</c>.</param>
/// <param name="Old">What stands there, exactly once.</param>
/// <param name="New">What stands there instead: as before, unless the process runs as this mutant.</param>
public sealed record Mutation(string Name, string Near, string File, string Old, string New)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. Mutations.OfPresenters.All, .. Mutations.OfCommands.All, .. Mutations.OfTenants.All, .. Mutations.OfCredentials.All, .. Mutations.OfSessions.All,
        .. Mutations.OfPush.All, .. Mutations.OfPolicy.All, .. Mutations.OfAssets.All, .. Mutations.OfAudit.All, .. Mutations.OfLimits.All, .. Mutations.OfEvents.All, .. Mutations.OfSubjects.All,
    ];

    /// <summary>The mutants, each with where it is looked for first.</summary>
    public static IReadOnlyList<(string Name, string Near)> Mutants { get; } = [.. All.Select(mutation => (mutation.Name, mutation.Near)).DistinctBy(mutant => mutant.Name)];

    /// <summary>A filter that lets everything pass.</summary>
    /// <param name="name">The mutant's name.</param>
    /// <param name="near">Where it is looked for first.</param>
    /// <param name="file">The file.</param>
    /// <param name="place">Code around the condition, exactly once in the file.</param>
    /// <param name="condition">The condition, exactly once in the place.</param>
    internal static Mutation Open(string name, string near, string file, string place, string condition) => new(name, near, file, place, Put(place, condition, $"({condition} || Mutant.Is(\"{name}\"))"));

    /// <summary>Another tenant in place of the caller's: whoever came by last.</summary>
    /// <param name="name">The mutant's name.</param>
    /// <param name="near">Where it is looked for first.</param>
    /// <param name="file">The file.</param>
    /// <param name="place">Code around the tenant, exactly once in the file.</param>
    /// <param name="tenant">The tenant, exactly once in the place.</param>
    internal static Mutation Other(string name, string near, string file, string place, string tenant) => new(name, near, file, place, Put(place, tenant, $"Mutant.Other(\"{name}\", {tenant})"));

    /// <summary>A stream of whichever tenant has one of the id, in place of the caller's.</summary>
    /// <param name="name">The mutant's name.</param>
    /// <param name="near">Where it is looked for first.</param>
    /// <param name="file">The file.</param>
    /// <param name="place">Code around the tenant, exactly once in the file.</param>
    /// <param name="tenant">The tenant, exactly once in the place.</param>
    /// <param name="kind">The kind of the stream, as an expression.</param>
    /// <param name="id">The id, as an expression.</param>
    internal static Mutation Owner(string name, string near, string file, string place, string tenant, string kind, string id) =>
        new(name, near, file, place, Put(place, tenant, $"await Mutant.OwnerAsync(\"{name}\", streams.Store, {tenant}, {kind}, {id}, cancellationToken)"));

    private static string Put(string place, string what, string instead)
    {
        var found = new Regex($@"(?<!\w){Regex.Escape(what)}(?!\w)", RegexOptions.CultureInvariant);
        return found.Count(place) == 1
            ? found.Replace(place, instead.Replace("$", "$$", StringComparison.Ordinal))
            : throw new ArgumentException($"'{place}' has not exactly one '{what}'.", nameof(what));
    }
}
