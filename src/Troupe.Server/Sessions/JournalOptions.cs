namespace Troupe.Server.Sessions;

/// <summary>Recordings of sessions, for <c>troupe replay</c>; section <c>Troupe:Journal</c>. They hold what people say: personal data, in clear.</summary>
internal sealed class JournalOptions
{
    /// <summary>The folder in which each session leaves a file that only the server's user can read, made if it does not exist; null for no recordings. A file is deleted when its person is erased, and otherwise never. Default: null.</summary>
    public string? Folder { get; set; }
}
