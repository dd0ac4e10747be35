using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>What is to be sent now.</summary>
internal abstract record PlayoutStep
{
    private PlayoutStep()
    {
    }

    /// <summary>A message: the utterance's start, a piece of its performance.</summary>
    /// <param name="Content">The message.</param>
    public sealed record Message(ServerMessage Content) : PlayoutStep;

    /// <summary>Audio.</summary>
    /// <param name="Content">The packet.</param>
    public sealed record Audio(SpeechPacket Content) : PlayoutStep;

    /// <summary>The utterance is complete.</summary>
    /// <param name="Content">The message that says so.</param>
    /// <param name="HeardAt">When its last sample sounds if the client plays at once.</param>
    public sealed record End(SpeechEnd Content, MediaTime HeardAt) : PlayoutStep;
}
