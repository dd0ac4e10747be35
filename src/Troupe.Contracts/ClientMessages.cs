namespace Troupe.Contracts;

/// <summary>The handshake: the first message on a new session's socket.</summary>
[WireType("session.start")]
public sealed record SessionStart : ClientCommand
{
    /// <summary>The protocol version that the client speaks; see <see cref="Protocol.Version"/>.</summary>
    public required int Protocol { get; init; }

    /// <summary>Format of the microphone's audio, or null when the client will send none.</summary>
    public AudioFormatOffer? Input { get; init; }

    /// <summary>Format of the presenter's audio, or null for a text-only session.</summary>
    public AudioFormatOffer? Output { get; init; }

    /// <summary>Tracks that the client wants beside audio. Default: visemes, phonemes and captions.</summary>
    public IReadOnlyList<PerformanceTrack> Tracks { get; init; } = [PerformanceTrack.Visemes, PerformanceTrack.Phonemes, PerformanceTrack.Captions];
}

/// <summary>Continues a session on a new socket after the old one was lost: the first message on that socket.</summary>
[WireType("session.resume")]
public sealed record SessionResume : ClientCommand
{
    /// <summary>The protocol version that the client speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The <c>seq</c> of the last message or audio packet that the client received.</summary>
    public required long Seq { get; init; }

    /// <summary>The newest epoch that the client has seen; speech of older epochs is not sent again.</summary>
    public uint Epoch { get; init; }
}

/// <summary>
/// Gives the session, or a control socket, a new token before the old one expires; nothing that is said or heard is interrupted. A session answers by <see cref="TokenRenewed"/> too.
/// </summary>
[WireType("session.refresh")]
public sealed record SessionRefresh : ClientCommand
{
    /// <summary>The token: of the same tenant, subject and scene, with <c>session:talk</c>, or <c>session:control</c> on a control socket.</summary>
    public required string Token { get; init; }
}

/// <summary>Ends the session.</summary>
[WireType("session.end")]
public sealed record SessionEnd : ClientCommand;

/// <summary>Says something to the presenter in writing.</summary>
[WireType("message.send")]
public sealed record MessageSend : ClientCommand
{
    /// <summary>What the person wrote, 1 to 4,000 characters.</summary>
    public required string Text { get; init; }
}

/// <summary>Stops the presenter's answer.</summary>
[WireType("turn.interrupt")]
public sealed record TurnInterrupt : ClientCommand;

/// <summary>Says that microphone packets will follow.</summary>
[WireType("microphone.open")]
public sealed record MicrophoneOpen : ClientCommand
{
    /// <summary>
    /// Push-to-talk: the person holds a key and has the floor until <see cref="MicrophoneClose"/>, whatever the pauses. The presenter stops at once.
    /// Default: false, the conversation decides who speaks.
    /// </summary>
    public bool Hold { get; init; }
}

/// <summary>Says that no microphone packets will follow until the next <see cref="MicrophoneOpen"/>.</summary>
[WireType("microphone.close")]
public sealed record MicrophoneClose : ClientCommand;

/// <summary>A fact, not acknowledged: how far the person has heard the current utterance. Sent every 100 to 200 ms while sound plays.</summary>
[WireType("playhead.moved")]
public sealed record PlayheadMoved : ClientMessage
{
    /// <summary>Epoch of the utterance.</summary>
    public required uint Epoch { get; init; }

    /// <summary>The utterance.</summary>
    public required uint Utterance { get; init; }

    /// <summary>Milliseconds from the utterance's first sample that left the loudspeaker.</summary>
    public required double Position { get; init; }

    /// <summary>True once the whole utterance was heard.</summary>
    public bool Ended { get; init; }
}

/// <summary>A fact, not acknowledged: the client dropped everything of the interrupted epoch and is silent.</summary>
[WireType("speech.cleared")]
public sealed record SpeechCleared : ClientMessage
{
    /// <summary>The epoch that was dropped.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Milliseconds of the utterance that had been heard.</summary>
    public double Position { get; init; }
}
