using System.Diagnostics;

namespace Troupe.Benchmarks.Leak;

/// <summary>
/// The server's sources with every mutation in them, built once: a process runs as the mutant that it was told last, and as the server otherwise (mutant schemata,
/// Untch, Offutt and Harrold 1993). The shipped server has no such switch.
/// </summary>
internal static class MutatedServer
{
    private const string Project = "Troupe.Mutants";

    // That of this process, so that what the server refers to is built already.
    private static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)) == "debug" ? "Debug" : "Release";

    /// <summary>The text of a file of the server with the mutations that are about it.</summary>
    /// <exception cref="InvalidOperationException">A mutation no longer fits the sources.</exception>
    public static string Mutate(string file, string text) => Mutation.All.Where(mutation => mutation.File == file).Aggregate(text, (mutated, mutation) =>
        mutated.Split(mutation.Old).Length == 2
            ? mutated.Replace(mutation.Old, mutation.New, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The mutation '{mutation.Name}' does not fit {mutation.File} exactly once any more; correct it in {nameof(Mutation)}.cs."));

    /// <summary>Builds it.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="folder">An empty folder inside of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The assembly to run.</returns>
    public static async Task<string> BuildAsync(string root, string folder, CancellationToken cancellationToken)
    {
        var sources = Path.Combine(root, "src", "Troupe.Server");
        foreach (var file in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(sources, file).Replace(Path.DirectorySeparatorChar, '/');
            var copy = Path.Combine(folder, name == "Troupe.Server.csproj" ? $"{Project}.csproj" : name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllTextAsync(copy, ProjectOf(sources, name, Mutate(name, await File.ReadAllTextAsync(file, cancellationToken))), cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Mutant.cs"), MutantSwitch.Source, cancellationToken);
        var output = Path.Combine(folder, "built");
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(folder, $"{Project}.csproj"), "-c", Configuration, "-v", "q", "-m:1", "-p:GenerateDocumentationFile=false", "-o", output])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var said = await build.StandardOutput.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        return build.ExitCode == 0 ? Path.Combine(output, "Troupe.Server.dll") : throw new InvalidOperationException($"The mutants do not build:\n{said}");
    }

    // The project lies elsewhere and has another name, so that its outputs are its own; what it is made of stays where it is.
    private static string ProjectOf(string sources, string name, string text) => name != "Troupe.Server.csproj" ? text
        : text.Replace("\"../", $"\"{Path.GetFullPath(Path.Combine(sources, ".."))}/", StringComparison.Ordinal)
            .Replace("<RootNamespace>", "<AssemblyName>Troupe.Server</AssemblyName><RootNamespace>", StringComparison.Ordinal);
}
