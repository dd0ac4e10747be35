using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Presenters;

/// <summary>Presenters; section <c>Troupe:Presenters</c>.</summary>
internal sealed class PresentersOptions
{
    /// <summary>Most bytes of a picture behind a presenter. Default: 512,000: half a second of a line of 8 Mbit/s.</summary>
    [Range(1, 100_000_000)]
    public int MaxBackgroundBytes { get; set; } = 512_000;

    /// <summary>Most bytes of a logo. Default: 128,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxLogoBytes { get; set; } = 128_000;

    /// <summary>Most bytes of a character. Default: 300,000, six times the one that comes along.</summary>
    [Range(1, 100_000_000)]
    public int MaxRigBytes { get; set; } = 300_000;

    /// <summary>How long queued work is a server's that is no longer heard of; it renews this while it works. Clocks of servers on one log differ by less. Default: 20 seconds, twice a slow rehearsal.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WorkLease { get; set; } = TimeSpan.FromSeconds(20);
}
