using System.Globalization;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.LipSync.Page;

/// <summary>The tables and pictures of a run, beside its raw measurements, and on request in the documentation.</summary>
internal static class LipSyncPage
{
    private const string Begin = "<!-- figures: ./dev bench lipsync --peers --calibrated --page -->";
    private const string End = "<!-- end of figures -->";
    private const string Overview = "lip-sync-overview.svg";
    private const string Strip = "lip-sync-sentence.svg";

    private static readonly string Images = Path.Combine("docs", "images");

    /// <summary>What runs where and when, in a sentence; to be asked before a run.</summary>
    public static string Circumstances() => string.Create(
        CultureInfo.InvariantCulture,
        $"Measured on {TimeProvider.System.GetUtcNow():d MMMM yyyy} at {BenchmarkOutput.Commit()} on {BenchmarkOutput.Machine()}, which had a load of {BenchmarkOutput.Load():0} when it began: a load beyond half its processors makes costs too high, and nothing else.");

    /// <summary>Writes tables and pictures to the folder of raw measurements.</summary>
    public static async Task WriteAsync(string folder, string tables, string overview, string strip, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "tables.md"), tables, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, Overview), overview, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, Strip), strip, cancellationToken);
    }

    /// <summary>Puts what <see cref="WriteAsync"/> wrote into the page of the documentation, between its two marks, and into its pictures.</summary>
    /// <param name="folder">That of the raw measurements.</param>
    /// <param name="circumstances">Of the run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The page lost its marks.</exception>
    public static async Task PublishAsync(string folder, string circumstances, CancellationToken cancellationToken)
    {
        var file = Directory.GetFiles("docs", "*-lip-sync-benchmark.md").Single();
        var page = await File.ReadAllTextAsync(file, cancellationToken);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} lacks the marks between which figures go: {Begin} and {End}.");
        }

        var tables = await File.ReadAllTextAsync(Path.Combine(folder, "tables.md"), cancellationToken);
        await File.WriteAllTextAsync(file, $"{page[..begin]}{Begin}\n\n{circumstances}\n\n{tables}{page[end..]}", cancellationToken);
        foreach (var picture in new[] { Overview, Strip })
        {
            File.Copy(Path.Combine(folder, picture), Path.Combine(Images, picture), overwrite: true);
        }

        Console.WriteLine(file);
    }
}
