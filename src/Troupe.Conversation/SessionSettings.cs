using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation;

/// <summary>What the handshake agreed for one session.</summary>
public sealed record SessionSettings
{
    /// <summary>Format of the microphone, or null without one.</summary>
    public AudioFormat? Input { get; init; }

    /// <summary>Format of the presenter's audio, or null for a text-only session.</summary>
    public AudioFormat? Output { get; init; }

    /// <summary>Whether what is generated carries its mark for machines. Default: true.</summary>
    public bool Marked { get; init; } = true;

    /// <summary>Tracks that the client asked for.</summary>
    public IReadOnlySet<PerformanceTrack> Tracks { get; init; } = new HashSet<PerformanceTrack> { PerformanceTrack.Visemes, PerformanceTrack.Phonemes, PerformanceTrack.Captions };
}
