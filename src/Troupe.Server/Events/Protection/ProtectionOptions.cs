using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Events.Protection;

/// <summary>The keys of personal data; section <c>Troupe:Protection</c>. The store Memory keeps them in memory.</summary>
internal sealed class ProtectionOptions
{
    /// <summary>The folder of the wrapped keys, made if it does not exist; relative to where the server is started. It lies outside the log's folder, and is never in a backup of it: what was erased would come back. Default: data/keys.</summary>
    [Required]
    public string Folder { get; set; } = "data/keys";

    /// <summary>The file of the key encryption key, a line of 64 hexadecimal digits, readable by the server's user alone; made if neither it nor wrapped keys exist. A new first line rotates the key at the next start. Default: data/keys/kek.</summary>
    [Required]
    public string KeyFile { get; set; } = "data/keys/kek";
}
