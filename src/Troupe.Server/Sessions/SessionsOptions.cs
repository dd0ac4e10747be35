using System.ComponentModel.DataAnnotations;
using Troupe.Contracts;

namespace Troupe.Server.Sessions;

/// <summary>Sessions and their handshake; section <c>Troupe:Sessions</c>.</summary>
internal sealed class SessionsOptions
{
    /// <summary>
    /// A named set of settings of conversations, which settings that are given one by one override: <c>kiosk</c> for a screen that is always on, whose sessions have no time-outs
    /// and ask nobody whether they are there. Default: null, for none.
    /// </summary>
    public string? Profile { get; set; }

    /// <summary>Sessions at a time, waiting and lost ones included; more are answered 503. Default: 350, fewer than sockets, so that a resumed session finds room.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; set; } = 350;

    /// <summary>How long a created session waits for its socket. Default: 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a socket may take for its handshake. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a session waits for a lost socket to come back. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromMilliseconds(Protocol.ResumeWindowMilliseconds);

    /// <summary>How long a client may take to close its side of a socket that is over. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a conversation may take to wind down after its session ended. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan EndGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The label that tells people that the presenter is a machine. Default: "AI presenter".</summary>
    [Required(AllowEmptyStrings = false)]
    public string Disclosure { get; set; } = "AI presenter";
}
