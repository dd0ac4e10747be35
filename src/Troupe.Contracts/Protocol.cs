namespace Troupe.Contracts;

/// <summary>Constants of the wire protocol, version 1.</summary>
/// <remarks>
/// A session is one WebSocket at a time. Text frames carry one JSON message each, binary frames one <see cref="AudioPacket"/> each.
/// Times and durations in messages are milliseconds; those of speech count from the first sample of their utterance.
/// </remarks>
public static class Protocol
{
    /// <summary>The version that this build speaks; a client names it in <see cref="SessionStart"/>.</summary>
    public const int Version = 1;

    /// <summary>The WebSocket sub-protocol name of version 1.</summary>
    public const string SubProtocol = "troupe.v1";

    /// <summary>Duration of the audio of one packet, in milliseconds, in both directions.</summary>
    public const int PacketMilliseconds = 20;

    /// <summary>Sample rates that the handshake accepts, in hertz.</summary>
    public static IReadOnlyList<int> SampleRates { get; } = [16_000, 24_000, 48_000];

    /// <summary>Longest JSON message that the server reads, in bytes.</summary>
    public const int MaxMessageBytes = 64 * 1024;

    /// <summary>How long a session outlives its socket, in milliseconds, waiting for <see cref="SessionResume"/>.</summary>
    public const int ResumeWindowMilliseconds = 30_000;

    /// <summary>The mark of what is generated: a term of the IPTC's digital source types, https://cv.iptc.org/newscodes/digitalsourcetype/, as C2PA's assertions name it as well.</summary>
    public const string GeneratedMedia = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
}
