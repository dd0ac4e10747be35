namespace Troupe.Contracts;

/// <summary>What a page shows about the presenter.</summary>
/// <param name="Name">The presenter's name.</param>
/// <param name="Disclosure">The label that says that this is a machine; shown while the presenter is visible.</param>
/// <param name="Locale">BCP 47 tag of the language it speaks.</param>
public sealed record PresenterCard(string Name, string Disclosure, string Locale)
{
    /// <summary>The presenter that a tenant keeps under this id; null for the one that the server comes with.</summary>
    public string? Id { get; init; }

    /// <summary>The revision that is shown; null for the draft, and for the presenter that the server comes with.</summary>
    public int? Revision { get; init; }

    /// <summary>How it looks; null for as the page likes.</summary>
    public PresenterLook? Look { get; init; }
}

/// <summary>Names of track dimensions by position.</summary>
/// <param name="Visemes">The 15 OpenXR visemes.</param>
/// <param name="BlendShapes">The 52 ARKit blend shapes.</param>
public sealed record RigNames(IReadOnlyList<string> Visemes, IReadOnlyList<string> BlendShapes);

/// <summary>An engine of the session.</summary>
/// <param name="Part">What it does: <c>voiceActivity</c>, <c>recognizer</c>, <c>synthesizer</c> or <c>writer</c>.</param>
/// <param name="Name">Its name, or empty when missing.</param>
/// <param name="Ready">Whether it works.</param>
/// <param name="Note">What a person should know, such as its grade or the cure for its absence.</param>
public sealed record EngineCard(string Part, string Name, bool Ready, string? Note);

/// <summary>Limits of a session, in milliseconds; null where there is none.</summary>
/// <param name="Idle">Silence after which the session ends.</param>
/// <param name="MaxDuration">Longest session.</param>
/// <param name="ResumeWindow">How long the session waits for a lost socket to come back.</param>
public sealed record SessionLimits(double? Idle, double? MaxDuration, double ResumeWindow);

/// <summary>States of a conversation as clients see them.</summary>
public enum ConversationState
{
    /// <summary>Waiting for the person, or hearing them.</summary>
    Listening,

    /// <summary>The person fell silent; deciding whether they are done.</summary>
    Endpointing,

    /// <summary>An answer is being made, nothing is heard yet.</summary>
    Thinking,

    /// <summary>The presenter speaks.</summary>
    Speaking,

    /// <summary>The presenter was stopped; the client is clearing, and it is being decided whether it was an interruption.</summary>
    Interrupted,
}

/// <summary>How a turn ended.</summary>
public enum TurnEndReason
{
    /// <summary>The answer was heard to its end.</summary>
    Completed,

    /// <summary>The person or the client stopped it.</summary>
    Interrupted,

    /// <summary>An engine failed.</summary>
    Failed,
}

/// <summary>Why a session ended.</summary>
public enum SessionEndReason
{
    /// <summary>The client asked for it.</summary>
    ClientEnded,

    /// <summary>Nobody said anything for too long.</summary>
    Idle,

    /// <summary>The longest duration was reached.</summary>
    MaxDuration,

    /// <summary>The socket was lost and did not come back in time.</summary>
    ResumeExpired,

    /// <summary>Another socket took the session over.</summary>
    Replaced,

    /// <summary>The client broke the protocol.</summary>
    ProtocolError,

    /// <summary>The client sent too much or too fast, or read too slowly.</summary>
    LimitExceeded,

    /// <summary>The tenant's time to talk is used up.</summary>
    QuotaExceeded,

    /// <summary>The credential expired and no new token came in time.</summary>
    TokenExpired,

    /// <summary>The credential was revoked.</summary>
    TokenRevoked,

    /// <summary>The server is going down.</summary>
    ShuttingDown,

    /// <summary>The server failed.</summary>
    ServerError,
}

/// <summary>Where the time of a turn went, in milliseconds; null where a phase did not happen. No value is negative.</summary>
public sealed record TurnLatency
{
    /// <summary>Last voice to the decision that the person is done.</summary>
    public double? EndOfTurnDelay { get; init; }

    /// <summary>End-of-turn decision to the final transcript.</summary>
    public double? TranscriptionDelay { get; init; }

    /// <summary>Final transcript to the first token of the answer.</summary>
    public double? FirstToken { get; init; }

    /// <summary>First token to the first phrase that can be spoken.</summary>
    public double? FirstPhrase { get; init; }

    /// <summary>The part of <see cref="FirstPhrase"/> in which the phrase was screened.</summary>
    public double? Screen { get; init; }

    /// <summary>First phrase to the first byte of its audio.</summary>
    public double? TtsFirstByte { get; init; }

    /// <summary>First byte to the first audio packet sent.</summary>
    public double? FirstAudio { get; init; }

    /// <summary>Last voice to the first viseme sent.</summary>
    public double? FirstViseme { get; init; }

    /// <summary>First packet sent to the first sample heard, from the client's playhead.</summary>
    public double? PlaybackLatency { get; init; }

    /// <summary>Last voice (or the written message) to the first audio packet sent: the sum of the phases to <see cref="FirstAudio"/>.</summary>
    public double? Total { get; init; }

    /// <summary>Whether the answer was begun on what was understood before the person counted as done: phases that were over by then are 0.</summary>
    public bool Speculated { get; init; }

    /// <summary>Whether the turn was interrupted, so that its figures say nothing about a whole answer.</summary>
    public bool Interrupted { get; init; }
}

/// <summary>What <c>POST /v1/sessions</c> answers.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Url">The WebSocket to open, with a ticket that is valid once; a lost socket comes back by <see cref="SessionStarted.ResumeUrl"/>.</param>
/// <param name="ExpiresAt">When the unopened session is forgotten.</param>
public sealed record SessionCreated(string Session, string Url, DateTimeOffset ExpiresAt);

/// <summary>What <c>POST /v1/sessions</c> asks for; all of it may be left out.</summary>
public sealed record SessionRequest
{
    /// <summary>The presenter that talks; null for the one that the server comes with.</summary>
    public string? Presenter { get; init; }

    /// <summary>Pins the session to a revision; null for the one that is live, also when it changes.</summary>
    public int? Revision { get; init; }

    /// <summary>Shows the draft, also when it changes: for those who may edit the presenter. Default: false.</summary>
    public bool Preview { get; init; }

    /// <summary>Where it is shown, such as <c>lobby</c>: a presenter may be pinned to another revision there. Null for nowhere in particular.</summary>
    public string? Scene { get; init; }
}
