using System.ComponentModel.DataAnnotations;

namespace Troupe.Engines.Documents;

/// <summary>How to answer from documents.</summary>
public sealed class DocumentOptions
{
    /// <summary>
    /// Folder with Markdown files, searched with its subfolders. A relative path is looked for in the current folder and then in each folder above it and above the program.
    /// Default: <c>samples/documents</c>.
    /// </summary>
    [Required]
    public string Folder { get; set; } = "samples/documents";

    /// <summary>File that keeps the index between starts, or null to keep it in memory. Default: null, since indexing takes milliseconds.</summary>
    public string? IndexFile { get; set; }

    /// <summary>How often the folder is looked at for changed files, at most. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Part of what a question asks for, weighted by how rare its words are, that a passage must hold to be an answer.
    /// Default: 0.55, which answers and refuses the most of the labelled questions in the tests correctly.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Coverage { get; set; } = 0.55;

    /// <summary>The folder as it was found, or as it was given when it is nowhere.</summary>
    internal string FindFolder()
    {
        foreach (var start in (ReadOnlySpan<string>)[Environment.CurrentDirectory, AppContext.BaseDirectory])
        {
            for (var above = new DirectoryInfo(start); above is not null; above = above.Parent)
            {
                var candidate = Path.Combine(above.FullName, Folder);
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return Folder;
    }
}
