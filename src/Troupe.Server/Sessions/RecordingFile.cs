using System.Globalization;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Sessions;

/// <summary>The file of a recording, by its name: <c>TENANT/BEGAN-SESSION-PSEUDONYM.recording</c>.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Session">The session.</param>
/// <param name="Pseudonym">The person whose key opens it, by their pseudonym.</param>
/// <param name="Began">When it began, in whole seconds.</param>
internal sealed record RecordingFile(TenantId Tenant, string Session, string Pseudonym, DateTimeOffset Began)
{
    private const string Suffix = ".recording";
    private const string Times = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Orders recordings, by when they began; says where a list goes on.</summary>
    public string Cursor => $"{Began.ToString(Times, CultureInfo.InvariantCulture)}-{Session}";

    /// <summary>The file below the folder of recordings.</summary>
    public string Name => Path.Combine(Tenant.Value, $"{Cursor}-{Pseudonym}{Suffix}");

    /// <summary>What it is sealed under: a file that somebody moves to another session or tenant does not open.</summary>
    public string Place => $"{Tenant}/recording/{Session}";

    /// <summary>What stands for the person in a session of nobody who is known: its recording has a key of its own.</summary>
    public static string SubjectOf(string session) => $"session/{session}";

    /// <summary>Whether its key is the session's own, and no use when it is gone.</summary>
    public bool HasOwnKey(Keyring keyring) => Pseudonym == keyring.PseudonymOf(Tenant, SubjectOf(Session));

    /// <summary>All recordings of a folder; what has no name of one is left out.</summary>
    public static IEnumerable<RecordingFile> In(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).SelectMany(path => TenantId.TryParse(Path.GetFileName(path), out var tenant) ? In(folder, tenant) : []) : [];

    /// <summary>A tenant's recordings of a folder.</summary>
    public static IEnumerable<RecordingFile> In(string folder, TenantId tenant) =>
        Path.Combine(folder, tenant.Value) is var own && Directory.Exists(own)
            ? Directory.EnumerateFiles(own, "*" + Suffix).Select(path => Parse(tenant, Path.GetFileNameWithoutExtension(path))).OfType<RecordingFile>()
            : [];

    private static RecordingFile? Parse(TenantId tenant, string name) =>
        name.Split('-') is [var began, { Length: > 0 } session, { Length: > 0 } pseudonym]
        && DateTimeOffset.TryParseExact(began, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new RecordingFile(tenant, session, pseudonym, at)
            : null;
}
