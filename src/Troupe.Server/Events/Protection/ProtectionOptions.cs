using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Events.Protection;

/// <summary>The keys of personal data; section <c>Troupe:Protection</c>. The store Memory keeps them in memory.</summary>
internal sealed class ProtectionOptions
{
    /// <summary>The folder of the wrapped keys, made if it does not exist; relative to where the server is started. It lies outside the log's folder, and is never in a backup of it: what was erased would come back. Default: data/keys.</summary>
    [Required]
    public string Folder { get; set; } = "data/keys";

    /// <summary>
    /// A PostgreSQL data base for the wrapped keys, in place of the folder, as a connection string of Npgsql; servers that share a log need one. Best another data base than the log's, whose backups then hold no keys;
    /// the log's own only if its backups are not kept longer than what was erased may come back. Best set in the environment as it may hold a password. Default: null.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>The file of the key encryption key, the same on all servers that share a key store: a line of 64 hexadecimal digits, readable by the server's user alone; made if neither it nor wrapped keys exist. A new first line rotates the key at the next start. Default: data/keys/kek.</summary>
    [Required]
    public string KeyFile { get; set; } = "data/keys/kek";
}
