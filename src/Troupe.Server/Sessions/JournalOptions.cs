using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Sessions;

/// <summary>Recordings of sessions, for <c>troupe replay</c>; section <c>Troupe:Journal</c>. They hold what people say: personal data, encrypted for the person whose session it was.</summary>
internal sealed class JournalOptions
{
    /// <summary>The folder in which each session leaves a file, made if it does not exist; null for no recordings. A file is deleted when its person is erased. <c>GET /v1/recordings</c> opens them. Default: null.</summary>
    public string? Folder { get; set; }

    /// <summary>How long a recording is kept from when its session began, as days or as days.hours:minutes:seconds; it is deleted within the hour after. Default: 30, a month in which somebody may ask what went wrong.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);
}
