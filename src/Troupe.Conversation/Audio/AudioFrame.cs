using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Audio;

/// <summary>A piece of sound with its place on the session's clock.</summary>
/// <param name="At">Time of the first sample.</param>
/// <param name="Format">Rate of the samples.</param>
/// <param name="Samples">PCM16; the receiver may keep it, the sender does not change it afterwards.</param>
public readonly record struct AudioFrame(MediaTime At, AudioFormat Format, ReadOnlyMemory<short> Samples)
{
    /// <summary>How long it sounds.</summary>
    public TimeSpan Duration => Format.Duration(Samples.Length);

    /// <summary>Time after the last sample.</summary>
    public MediaTime End => At + Duration;
}
