using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Delivery;

/// <summary>Connections, queues and limits of the wire; section <c>Troupe:Delivery</c>.</summary>
internal sealed class DeliveryOptions : IValidatableObject
{
    /// <summary>Plain HTTP connections at a time; more are closed at once. Default: 200.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 200;

    /// <summary>WebSockets at a time; more are answered 503. Default: 384, which together with the others fits the usual 1,024 file descriptors.</summary>
    [Range(1, 1_000_000)]
    public int MaxSockets { get; set; } = 384;

    /// <summary>Silence on a socket before the server pings. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a ping may stay unanswered before the socket counts as lost. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one frame may wait for a client that does not read, before the session ends. Default: 20 s, longer than it takes to find a socket lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan SendPatience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long sent frames are kept for a client that comes back. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Most bytes of frames that a session keeps, sent or not. Default: 4 MiB, more than 30 s of speech at 48 kHz (2.9 MB).
    /// When it is full the oldest frame goes: a client that has not read it is too slow, a client that comes back for it meets a gap.
    /// </summary>
    [Range(16 * 1024, 1024 * 1024 * 1024)]
    public int RetainedBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Messages and packets that wait for the conversation; when it is full the socket is not read. Default: 256, 5 s of microphone.</summary>
    [Range(1, 65_536)]
    public int InputCapacity { get; set; } = 256;

    /// <summary>Sustained messages per second from a client. Default: 20, twice what a client sends while it plays speech.</summary>
    [Range(0.1, 10_000)]
    public double MessagesPerSecond { get; set; } = 20;

    /// <summary>Messages that may come at once. Default: 60.</summary>
    [Range(1, 100_000)]
    public int MessageBurst { get; set; } = 60;

    /// <summary>How much faster than real time microphone packets may come. Default: 1.5.</summary>
    [Range(1, 100)]
    public double MicrophoneSpeed { get; set; } = 1.5;

    /// <summary>Microphone sound that may come at once, such as what was recorded while the socket was lost. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan MicrophoneBurst { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Frames in a row that cannot be read before the session ends. Default: 8.</summary>
    [Range(1, 1_000)]
    public int MaxBadFrames { get; set; } = 8;

    /// <summary>Frames in a row beyond the rate before the session ends. Default: 200.</summary>
    [Range(1, 100_000)]
    public int MaxFramesBeyondRate { get; set; } = 200;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeepAliveInterval + KeepAliveTimeout >= Retention)
        {
            yield return new ValidationResult("KeepAliveInterval and KeepAliveTimeout together must be shorter than Retention: what was sent before a lost socket is noticed must still be kept.", [nameof(KeepAliveInterval)]);
        }

        if (KeepAliveInterval + KeepAliveTimeout >= SendPatience)
        {
            yield return new ValidationResult("SendPatience must be longer than KeepAliveInterval and KeepAliveTimeout together: otherwise a lost socket counts as a slow client.", [nameof(SendPatience)]);
        }
    }
}
