namespace Troupe.Contracts;

/// <summary>The handshake's answer: what the session is and what both sides agreed.</summary>
[WireType("session.started")]
public sealed record SessionStarted : ServerMessage
{
    /// <summary>The session.</summary>
    public required string Session { get; init; }

    /// <summary>The protocol version in use.</summary>
    public required int Protocol { get; init; }

    /// <summary>The WebSocket to open when this one is lost, ticket included; valid as often as needed while the session lives and its token has not expired.</summary>
    public required string ResumeUrl { get; init; }

    /// <summary>The agreed microphone format, or null without microphone.</summary>
    public AudioFormatOffer? Input { get; init; }

    /// <summary>The agreed format of the presenter's audio, or null in a text-only session.</summary>
    public AudioFormatOffer? Output { get; init; }

    /// <summary>Who speaks.</summary>
    public required PresenterCard Presenter { get; init; }

    /// <summary>Names of the tracks' dimensions, sent once; later messages carry numbers by position.</summary>
    public required RigNames Rig { get; init; }

    /// <summary>The engines behind the session and what is missing.</summary>
    public required IReadOnlyList<EngineCard> Engines { get; init; }

    /// <summary>The session's limits.</summary>
    public required SessionLimits Limits { get; init; }
}

/// <summary>The presenter is another from here on, or looks otherwise: the client shows it with its next frame.</summary>
[WireType("presenter.changed")]
public sealed record PresenterChanged : ServerMessage
{
    /// <summary>Who speaks, and how it looks.</summary>
    public required PresenterCard Presenter { get; init; }
}

/// <summary>The session goes on: what follows was sent after the client's <c>seq</c>, without what an interruption made pointless.</summary>
[WireType("session.resumed")]
public sealed record SessionResumed : ServerMessage
{
    /// <summary>The session.</summary>
    public required string Session { get; init; }

    /// <summary>The first <c>seq</c> that is sent again.</summary>
    public required long From { get; init; }

    /// <summary>Microphone samples that the server has received; the client continues from there.</summary>
    public required long InputOffset { get; init; }
}

/// <summary>The session will end unless something happens.</summary>
[WireType("session.warned")]
public sealed record SessionWarned : ServerMessage
{
    /// <summary>Why it will end.</summary>
    public required SessionEndReason Reason { get; init; }

    /// <summary>Milliseconds until then.</summary>
    public required double Remaining { get; init; }
}

/// <summary>Half of the credential's life is over: the session, or the control socket, ends with it unless the client sends a new token by <see cref="SessionRefresh"/>.</summary>
[WireType("token.expiring")]
public sealed record TokenExpiring : ServerMessage
{
    /// <summary>When it expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Milliseconds until then.</summary>
    public required double Remaining { get; init; }
}

/// <summary>The session goes on with the new token.</summary>
[WireType("token.renewed")]
public sealed record TokenRenewed : ServerMessage
{
    /// <summary>When the new token expires; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The WebSocket to open when this one is lost, in place of <see cref="SessionStarted.ResumeUrl"/>, whose ticket expires with the old token.</summary>
    public required string ResumeUrl { get; init; }
}

/// <summary>The session is over; the socket closes after this.</summary>
[WireType("session.ended")]
public sealed record SessionEnded : ServerMessage
{
    /// <summary>Why.</summary>
    public required SessionEndReason Reason { get; init; }

    /// <summary>A sentence for a person.</summary>
    public string? Message { get; init; }
}

/// <summary>The conversation's state changed.</summary>
[WireType("state.changed")]
public sealed record StateChanged : ServerMessage
{
    /// <summary>The state.</summary>
    public required ConversationState State { get; init; }

    /// <summary>The turn it belongs to, if any.</summary>
    public uint? Turn { get; init; }
}

/// <summary>The person began to speak.</summary>
[WireType("voice.started")]
public sealed record VoiceStarted : ServerMessage;

/// <summary>The person fell silent; the turn may or may not be over.</summary>
[WireType("voice.stopped")]
public sealed record VoiceStopped : ServerMessage;

/// <summary>What the recogniser has understood so far; replaces the previous delta of the same turn.</summary>
[WireType("transcript.delta")]
public sealed record TranscriptDelta : ServerMessage
{
    /// <summary>The turn.</summary>
    public required uint Turn { get; init; }

    /// <summary>The whole text so far.</summary>
    public required string Text { get; init; }
}

/// <summary>What the person said or wrote, final.</summary>
[WireType("transcript.end")]
public sealed record TranscriptEnd : ServerMessage
{
    /// <summary>The turn.</summary>
    public required uint Turn { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it was written rather than spoken.</summary>
    public bool Written { get; init; }
}

/// <summary>An exchange began: the person's words are final, an answer is being made; or the presenter is directed to say something where nothing is spoken, which nobody asked for.</summary>
[WireType("turn.started")]
public sealed record TurnStarted : ServerMessage
{
    /// <summary>The turn, from 1.</summary>
    public required uint Turn { get; init; }

    /// <summary>The epoch of what the turn says; higher ones follow if it is stopped and goes on.</summary>
    public required uint Epoch { get; init; }
}

/// <summary>A piece of the answer's text, as it is written; what was *heard* follows from captions and <see cref="TurnEnded"/>.</summary>
[WireType("reply.delta")]
public sealed record ReplyDelta : ServerMessage
{
    /// <summary>The turn.</summary>
    public required uint Turn { get; init; }

    /// <summary>Text to append.</summary>
    public required string Text { get; init; }
}

/// <summary>The answer's text is complete.</summary>
[WireType("reply.end")]
public sealed record ReplyEnd : ServerMessage
{
    /// <summary>The turn.</summary>
    public required uint Turn { get; init; }

    /// <summary>The whole text.</summary>
    public required string Text { get; init; }

    /// <summary>The mark of generated text, <see cref="Protocol.GeneratedMedia"/>; null where the tenant turned marks off.</summary>
    public string? DigitalSourceType { get; init; }
}

/// <summary>An utterance begins; its audio packets and deltas carry the same epoch and utterance.</summary>
[WireType("speech.start")]
public sealed record SpeechStart : ServerMessage
{
    /// <summary>The turn, or null for a greeting.</summary>
    public uint? Turn { get; init; }

    /// <summary>Epoch of the utterance.</summary>
    public required uint Epoch { get; init; }

    /// <summary>The utterance, from 1 within the session.</summary>
    public required uint Utterance { get; init; }

    /// <summary>Where in an earlier utterance this one goes on: the presenter was stopped there by what turned out to be no interruption. Null when it begins something else.</summary>
    public SpeechPosition? Resumes { get; init; }

    /// <summary>The mark of generated media, <see cref="Protocol.GeneratedMedia"/>; null where the tenant turned marks off.</summary>
    public string? DigitalSourceType { get; init; }
}

/// <summary>A piece of the timed performance, sent before the audio that it belongs to. All times from the utterance's first sample.</summary>
[WireType("speech.delta")]
public sealed record SpeechDelta : ServerMessage
{
    /// <summary>Epoch of the utterance.</summary>
    public required uint Epoch { get; init; }

    /// <summary>The utterance.</summary>
    public required uint Utterance { get; init; }

    /// <summary>Phonemes in order.</summary>
    public IReadOnlyList<PhonemeSpan>? Phonemes { get; init; }

    /// <summary>Visemes in order of start; neighbours may overlap.</summary>
    public IReadOnlyList<VisemeSpan>? Visemes { get; init; }

    /// <summary>Blend-shape frames; names by position in <see cref="RigNames.BlendShapes"/>.</summary>
    public BlendShapeTrack? BlendShapes { get; init; }

    /// <summary>Captions with the times of their words.</summary>
    public IReadOnlyList<Caption>? Captions { get; init; }

    /// <summary>Gestures, gaze and expression.</summary>
    public IReadOnlyList<PerformanceCue>? Cues { get; init; }
}

/// <summary>The utterance is complete: all of its audio and performance was sent.</summary>
[WireType("speech.end")]
public sealed record SpeechEnd : ServerMessage
{
    /// <summary>Epoch of the utterance.</summary>
    public required uint Epoch { get; init; }

    /// <summary>The utterance.</summary>
    public required uint Utterance { get; init; }

    /// <summary>Its length in milliseconds.</summary>
    public required double Duration { get; init; }
}

/// <summary>
/// The person may be interrupting: the client plays this epoch quieter, while the face goes on, until <see cref="SpeechRestored"/>,
/// <see cref="TurnInterrupted"/> or another epoch.
/// </summary>
[WireType("speech.ducked")]
public sealed record SpeechDucked : ServerMessage
{
    /// <summary>The turn, or null for a greeting.</summary>
    public uint? Turn { get; init; }

    /// <summary>Epoch of the speech that is to be quieter.</summary>
    public required uint Epoch { get; init; }

    /// <summary>How loud it is to be, in decibels relative to full level; negative.</summary>
    public required double Level { get; init; }
}

/// <summary>It was no interruption: the client plays this epoch at full level again.</summary>
[WireType("speech.restored")]
public sealed record SpeechRestored : ServerMessage
{
    /// <summary>The turn, or null for a greeting.</summary>
    public uint? Turn { get; init; }

    /// <summary>Epoch of the speech.</summary>
    public required uint Epoch { get; init; }
}

/// <summary>The presenter stopped in the middle: the client drops sound, face and captions of this epoch at once and answers <see cref="SpeechCleared"/>.</summary>
[WireType("turn.interrupted")]
public sealed record TurnInterrupted : ServerMessage
{
    /// <summary>The turn, or null for a greeting.</summary>
    public uint? Turn { get; init; }

    /// <summary>The epoch that ended; later speech has a higher one.</summary>
    public required uint Epoch { get; init; }

    /// <summary>
    /// Whether the presenter may still go on where it stopped: then a <see cref="SpeechStart"/> of a higher epoch says so by <see cref="SpeechStart.Resumes"/>.
    /// Otherwise, and when that does not happen, <see cref="TurnEnded"/> follows.
    /// </summary>
    public bool Resumable { get; init; }
}

/// <summary>An exchange is over.</summary>
[WireType("turn.ended")]
public sealed record TurnEnded : ServerMessage
{
    /// <summary>The turn.</summary>
    public required uint Turn { get; init; }

    /// <summary>How it ended.</summary>
    public required TurnEndReason Reason { get; init; }

    /// <summary>The words that the person heard.</summary>
    public string? Heard { get; init; }

    /// <summary>Whether <see cref="Heard"/> is an estimate, from the client's last report or the pace of sending, because the client did not say where it stopped or that it had heard the end.</summary>
    public bool HeardEstimated { get; init; }

    /// <summary>
    /// Whether the question is taken back, because the person went on before they can have reacted to the answer. It comes again with the rest as the
    /// spoken question of the next turn: a client shows the two as one. What was heard of the answer, if anything, stays said.
    /// </summary>
    public bool TakenBack { get; init; }

    /// <summary>Where the time went.</summary>
    public required TurnLatency Latency { get; init; }
}

/// <summary>A command was taken.</summary>
[WireType("command.accepted")]
public sealed record CommandAccepted : ServerMessage
{
    /// <summary>The command's id.</summary>
    public required string Command { get; init; }
}

/// <summary>A command was not taken.</summary>
[WireType("command.refused")]
public sealed record CommandRefused : ServerMessage
{
    /// <summary>The command's id.</summary>
    public required string Command { get; init; }

    /// <summary>A code of <see cref="ErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for a person, with a way out.</summary>
    public required string Message { get; init; }

    /// <summary>Whether the same command may succeed later.</summary>
    public required bool Retryable { get; init; }
}

/// <summary>Something went wrong that no command asked for; the session goes on unless <see cref="SessionEnded"/> follows.</summary>
[WireType("error.raised")]
public sealed record ErrorRaised : ServerMessage
{
    /// <summary>A code of <see cref="ErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for a person, with a way out.</summary>
    public required string Message { get; init; }

    /// <summary>Whether it may pass by itself.</summary>
    public required bool Retryable { get; init; }
}
