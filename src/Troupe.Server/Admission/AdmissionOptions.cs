using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Admission;

/// <summary>Who may open sessions; section <c>Troupe:Admission</c>.</summary>
internal sealed class AdmissionOptions
{
    /// <summary>The key that a local program may send as <c>Authorization: Bearer</c>. It is valid from loopback only. Default: "troupe-development".</summary>
    [Required, MinLength(8)]
    public string DevelopmentKey { get; set; } = "troupe-development";

    /// <summary>Whether requests from loopback must send the key; the page that this server shows then needs it too. Default: false.</summary>
    public bool RequireKey { get; set; }
}
