using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Audit;

/// <summary>How the audit is signed; section <c>Troupe:Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>Names the logs of this server in their checkpoints, <c>ORIGIN/tenant</c>: an address of yours without <c>https://</c>, such as <c>voice.example.com/audit</c>. Default: "troupe/audit".</summary>
    [Required, RegularExpression(@"^[^\s+]{1,200}$", ErrorMessage = "Troupe:Audit:Origin has 1 to 200 characters, without spaces and '+'.")]
    public string Origin { get; set; } = "troupe/audit";

    /// <summary>The folder of the signing key, of the last checkpoint of each tenant and of entries that wait; a copy of the key belongs elsewhere. Default: null, which is audit in the folder of the events; with a log in memory, nothing is kept.</summary>
    public string? Folder { get; set; }

    /// <summary>Time between two checkpoints that nobody asked for. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromMinutes(1);
}
