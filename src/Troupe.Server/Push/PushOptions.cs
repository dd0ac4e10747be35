using System.ComponentModel.DataAnnotations;

namespace Troupe.Server.Push;

/// <summary>Subscriptions; section <c>Troupe:Push</c>.</summary>
internal sealed class PushOptions
{
    /// <summary>Things that may wait for a subscriber; who lets more wait is told to come back. Default: 256.</summary>
    [Range(1, 100_000)]
    public int OutboxCapacity { get; set; } = 256;

    /// <summary>How often a look that is moved by sliders is told at most; its last value always is. Default: 50 ms, 20 times a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan LevelInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a quiet line carries a sign of life, so that nothing on its way takes it for dead. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a subscriber may take to read a message. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan SendPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Subscriptions of this server at a time; more are answered 503. Default: 200.</summary>
    [Range(1, 1_000_000)]
    public int MaxSubscriptions { get; set; } = 200;
}
