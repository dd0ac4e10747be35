// Generated from Troupe.Contracts by `./dev protocol`. Edit the C# records instead.

/** Constants of the wire protocol. */
export const PROTOCOL = {
  /** The version that this build speaks; a client names it in `SessionStart`. */
  version: 1,
  /** The WebSocket sub-protocol name of version 1. */
  subProtocol: 'troupe.v1',
  /** Duration of the audio of one packet, in milliseconds, in both directions. */
  packetMilliseconds: 20,
  /** Longest JSON message that the server reads, in bytes. */
  maxMessageBytes: 65536,
  /** How long a session outlives its socket, in milliseconds, waiting for `SessionResume`. */
  resumeWindowMilliseconds: 30000,
  /** The mark of what is generated: a term of the IPTC's digital source types, https://cv.iptc.org/newscodes/digitalsourcetype/, as C2PA's assertions name it as well. */
  generatedMedia: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  /** Sample rates that the handshake accepts, in hertz. */
  sampleRates: [16000, 24000, 48000],
} as const;

/** Stable codes of errors with their HTTP status, whether the same request may succeed later, and a sentence for a person. */
export const ERROR_CODES = {
  bad_request: { status: 400, retryable: false, title: 'The request could not be read.' },
  bad_message: { status: 400, retryable: false, title: 'The message is not valid for its type.' },
  unsupported_protocol: { status: 400, retryable: false, title: 'The protocol version is not spoken here.' },
  unsupported_audio_format: { status: 400, retryable: false, title: 'The audio format is not spoken here.' },
  unauthorized: { status: 401, retryable: false, title: 'The credential is missing or wrong.' },
  forbidden_origin: { status: 403, retryable: false, title: 'The credential may not be used from this origin.' },
  not_found: { status: 404, retryable: false, title: 'There is nothing at this address.' },
  session_not_found: { status: 404, retryable: false, title: 'The session does not exist or is over.' },
  method_not_allowed: { status: 405, retryable: false, title: 'The address does not take this method.' },
  out_of_order: { status: 409, retryable: false, title: "The command does not fit the session's state." },
  resume_gap: { status: 410, retryable: false, title: 'What was missed is no longer kept; start a new session.' },
  message_too_large: { status: 413, retryable: false, title: 'The message is longer than the limit.' },
  rate_limited: { status: 429, retryable: true, title: 'Too many messages; slow down.' },
  missing_scope: { status: 403, retryable: false, title: 'The credential lacks a scope.' },
  token_expired: { status: 401, retryable: true, title: 'The token has expired; get a new one.' },
  token_revoked: { status: 401, retryable: false, title: 'The token was revoked.' },
  subject_erased: { status: 401, retryable: false, title: 'The person was erased since the token was issued; sign in again.' },
  token_reused: { status: 401, retryable: false, title: 'The token was used before; all that came of it is revoked.' },
  policy_denied: { status: 403, retryable: false, title: 'The policy does not allow this.' },
  step_up_required: { status: 403, retryable: false, title: 'Show another credential: this one behaves unusually.' },
  tenant_not_found: { status: 404, retryable: false, title: 'There is no such tenant.' },
  key_not_found: { status: 404, retryable: false, title: 'There is no such key.' },
  presenter_not_found: { status: 404, retryable: false, title: 'There is no such presenter.' },
  revision_not_found: { status: 404, retryable: false, title: 'The presenter has no such revision.' },
  asset_not_found: { status: 404, retryable: false, title: 'There is no such asset.' },
  review_not_found: { status: 404, retryable: false, title: 'There is no such review.' },
  asset_in_use: { status: 409, retryable: false, title: 'A draft or a revision names the asset.' },
  already_exists: { status: 409, retryable: false, title: 'There is one of this name already.' },
  idempotency_in_progress: { status: 409, retryable: true, title: 'The same request is being worked on.' },
  version_conflict: { status: 409, retryable: true, title: 'Others changed it at the same time, again and again.' },
  precondition_failed: { status: 412, retryable: false, title: 'It was changed since it was read; read it again.' },
  asset_too_large: { status: 413, retryable: false, title: 'The asset is larger than the limit.' },
  unsupported_asset: { status: 415, retryable: false, title: 'The file is not of a kind that is kept.' },
  invalid_command: { status: 422, retryable: false, title: 'The command is not valid; the reasons are listed.' },
  incompatible: { status: 422, retryable: false, title: 'The parts do not fit together; the reasons are listed.' },
  idempotency_key_reused: { status: 422, retryable: false, title: 'The idempotency key was used for another request.' },
  precondition_required: { status: 428, retryable: false, title: 'Say which version this is about: If-Match.' },
  idempotency_key_required: { status: 400, retryable: false, title: 'Name the request: Idempotency-Key.' },
  quota_exceeded: { status: 429, retryable: true, title: 'The budget is used up.' },
  temporarily_reduced: { status: 429, retryable: true, title: 'The server is busy and gives less for a while.' },
  abnormal_usage: { status: 429, retryable: true, title: 'The use is unusual and is held back.' },
  under_review: { status: 202, retryable: false, title: 'The policy holds this until somebody decides.' },
  storage_read_only: { status: 507, retryable: true, title: 'No space is left; reading goes on.' },
  storage_unavailable: { status: 503, retryable: true, title: 'The store cannot be reached.' },
  recording_erased: { status: 410, retryable: false, title: 'The person was erased, and what was recorded of them with it.' },
  recording_damaged: { status: 500, retryable: false, title: 'The recording was changed beneath the server; an operator must look.' },
  audit_damaged: { status: 500, retryable: false, title: 'The audit log was changed beneath the server; an operator must look.' },
  engine_unavailable: { status: 503, retryable: true, title: 'An engine that this needs is missing or down.' },
  engine_failed: { status: 502, retryable: true, title: 'An engine failed while answering.' },
  work_interrupted: { status: 500, retryable: true, title: 'Servers went down while they worked on this, again and again; ask for it again.' },
  overloaded: { status: 503, retryable: true, title: 'The server is full; try again later.' },
  server_error: { status: 500, retryable: true, title: 'The server failed.' },
} as const;

/** A code of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** States of a conversation as clients see them. */
export type ConversationState =
  /** Waiting for the person, or hearing them. */
  | 'listening'
  /** The person fell silent; deciding whether they are done. */
  | 'endpointing'
  /** An answer is being made, nothing is heard yet. */
  | 'thinking'
  /** The presenter speaks. */
  | 'speaking'
  /** The presenter was stopped; the client is clearing, and it is being decided whether it was an interruption. */
  | 'interrupted';

/** Tracks of the performance that a client can ask for. */
export type PerformanceTrack =
  /** Timed visemes of the 15 OpenXR shapes. */
  | 'visemes'
  /** Timed phonemes in IPA. */
  | 'phonemes'
  /** Captions with word times. */
  | 'captions'
  /** Frames of the 52 ARKit blend shapes. */
  | 'blendShapes';

/** Why a session ended. */
export type SessionEndReason =
  /** The client asked for it. */
  | 'clientEnded'
  /** Nobody said anything for too long. */
  | 'idle'
  /** The longest duration was reached. */
  | 'maxDuration'
  /** The socket was lost and did not come back in time. */
  | 'resumeExpired'
  /** Another socket took the session over. */
  | 'replaced'
  /** The client broke the protocol. */
  | 'protocolError'
  /** The client sent too much or too fast, or read too slowly. */
  | 'limitExceeded'
  /** The tenant's time to talk is used up. */
  | 'quotaExceeded'
  /** The credential expired and no new token came in time. */
  | 'tokenExpired'
  /** The credential was revoked. */
  | 'tokenRevoked'
  /** The server is going down. */
  | 'shuttingDown'
  /** The server failed. */
  | 'serverError';

/** How a turn ended. */
export type TurnEndReason =
  /** The answer was heard to its end. */
  | 'completed'
  /** The person or the client stopped it. */
  | 'interrupted'
  /** An engine failed. */
  | 'failed';

/** PCM16, mono, little-endian. */
export interface AudioFormatOffer {
  /** One of `Protocol.sampleRates`, in hertz. */
  readonly sampleRate: number;
  /** The encoding; only `pcm16` is spoken. */
  readonly encoding?: string;
}

/** Blend-shape frames at a fixed rate. */
export interface BlendShapeTrack {
  /** Time of the first frame, in milliseconds from the utterance's first sample. */
  readonly start: number;
  /** Frames per second. */
  readonly frameRate: number;
  /** One list of weights, 0 to 1, per frame; names by position. */
  readonly frames: readonly (readonly number[])[];
}

/** A picture of a brand. */
export interface BrandPicture {
  /** What it is for: `background` or `logo`. */
  readonly role: string;
  /** Where it is, relative to the server. */
  readonly url: string;
}

/** Which part of the character's picture is shown. */
export interface CameraFraming {
  /** 1 for the whole picture, to 4. */
  readonly zoom: number;
  /** What stays where it is when the view comes closer: -1 for the left edge of the picture, 0 for its middle, 1 for its right edge. */
  readonly x: number;
  /** The same along the height, from -1 for the upper edge to 1 for the lower. */
  readonly y: number;
}

/** A line of captions. One that begins where the line before it began takes its place: the times of its words are better known. */
export interface Caption {
  /** As a person reads it. */
  readonly text: string;
  /** Milliseconds from the utterance's first sample. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  /** The words of the text in order. */
  readonly words: readonly CaptionWord[];
}

/** Colours of captions. */
export interface CaptionColors {
  /** Of the words, `#rrggbb`. */
  readonly color: string;
  /** Of the field behind them, `#rrggbb`, opaque. */
  readonly background: string;
}

/** A word of a caption with its time. */
export interface CaptionWord {
  /** As a person reads it, with its punctuation. */
  readonly text: string;
  /** Milliseconds from the utterance's first sample. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** An engine of the session. */
export interface EngineCard {
  /** What it does: `voiceActivity`, `recognizer`, `synthesizer` or `writer`. */
  readonly part: string;
  /** Its name, or empty when missing. */
  readonly name: string;
  /** Whether it works. */
  readonly ready: boolean;
  /** What a person should know, such as its grade or the cure for its absence. */
  readonly note?: string;
}

/** A gesture, gaze or expression with its time. */
export interface PerformanceCue {
  /** What moves, such as `expression`, `gesture` or `gaze`. */
  readonly kind: string;
  /** Which one, such as `smile` or `nod`. */
  readonly name: string;
  /** Milliseconds from the utterance's first sample. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  /** 0 to 1. */
  readonly weight: number;
}

/** A phoneme with its time. */
export interface PhonemeSpan {
  /** The phoneme in IPA; empty for a pause. */
  readonly ipa: string;
  /** Milliseconds from the utterance's first sample. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  /** True where its syllable carries stress, which opens its vowel; absent elsewhere. */
  readonly stressed?: boolean;
  /** Of a vowel: by how many decibels it is louder than the ordinary vowel of its phrase, -100 to 100, which opens it wider; absent where it is not known. */
  readonly loudness?: number;
}

/** What a page shows about the presenter. */
export interface PresenterCard {
  /** The presenter's name. */
  readonly name: string;
  /** The label that says that this is a machine; shown while the presenter is visible. */
  readonly disclosure: string;
  /** BCP 47 tag of the language it speaks. */
  readonly locale: string;
  /** The presenter that a tenant keeps under this id; null for the one that the server comes with. */
  readonly id?: string;
  /** The revision that is shown; null for the draft, and for the presenter that the server comes with. */
  readonly revision?: number;
  /** How it looks; null for as the page likes. */
  readonly look?: PresenterLook;
}

/** How a presenter looks: names of parts of a wardrobe. A client that does not know a part leaves it out. */
export interface PresenterLook {
  /** The character: `ada`, or an asset that holds one. Default: `ada`. */
  readonly rig: string;
  /** What it wears. Default: `jumper`. */
  readonly outfit: string;
  /** Its hair. Default: `auburn`. */
  readonly hair: string;
  /** What is behind it: a name of the wardrobe, or one colour as `#rrggbb`. A brand picture with the role `background` covers it. Default: `studio`. */
  readonly background: string;
  /** Things that it has on or beside it. Default: none. */
  readonly props: readonly string[];
  /** What of it is shown. Default: the whole picture. */
  readonly camera: CameraFraming;
  /** Colours of captions; null for those of the page. */
  readonly captions?: CaptionColors;
  /** The pictures of a brand. Default: none. */
  readonly brand: readonly BrandPicture[];
}

/** Names of track dimensions by position. */
export interface RigNames {
  /** The 15 OpenXR visemes. */
  readonly visemes: readonly string[];
  /** The 52 ARKit blend shapes. */
  readonly blendShapes: readonly string[];
}

/** What `POST /v1/sessions` answers. */
export interface SessionCreated {
  /** The session's id. */
  readonly session: string;
  /** The WebSocket to open, with a ticket that is valid once; a lost socket comes back by `SessionStarted.resumeUrl`. */
  readonly url: string;
  /** When the unopened session is forgotten. */
  readonly expiresAt: string;
}

/** Limits of a session, in milliseconds; null where there is none. */
export interface SessionLimits {
  /** Silence after which the session ends. */
  readonly idle?: number;
  /** Longest session. */
  readonly maxDuration?: number;
  /** How long the session waits for a lost socket to come back. */
  readonly resumeWindow: number;
}

/** What `POST /v1/sessions` asks for; all of it may be left out. */
export interface SessionRequest {
  /** The presenter that talks; null for the one that the server comes with. */
  readonly presenter?: string;
  /** Pins the session to a revision; null for the one that is live, also when it changes. */
  readonly revision?: number;
  /** Shows the draft, also when it changes: for those who may edit the presenter. Default: false. */
  readonly preview?: boolean;
  /** Where it is shown, such as `lobby`: a presenter may be pinned to another revision there. Null for nowhere in particular. */
  readonly scene?: string;
}

/** A place in an utterance. */
export interface SpeechPosition {
  /** The utterance. */
  readonly utterance: number;
  /** Milliseconds from its first sample. */
  readonly position: number;
}

/** Where the time of a turn went, in milliseconds; null where a phase did not happen. No value is negative. */
export interface TurnLatency {
  /** Last voice to the decision that the person is done. */
  readonly endOfTurnDelay?: number;
  /** End-of-turn decision to the final transcript. */
  readonly transcriptionDelay?: number;
  /** Final transcript to the first token of the answer. */
  readonly firstToken?: number;
  /** First token to the first phrase that can be spoken. */
  readonly firstPhrase?: number;
  /** The part of `TurnLatency.firstPhrase` in which the phrase was screened. */
  readonly screen?: number;
  /** First phrase to the first byte of its audio. */
  readonly ttsFirstByte?: number;
  /** First byte to the first audio packet sent. */
  readonly firstAudio?: number;
  /** Last voice to the first viseme sent. */
  readonly firstViseme?: number;
  /** First packet sent to the first sample heard, from the client's playhead. */
  readonly playbackLatency?: number;
  /** Last voice (or the written message) to the first audio packet sent: the sum of the phases to `TurnLatency.firstAudio`. */
  readonly total?: number;
  /** Whether the answer was begun on what was understood before the person counted as done: phases that were over by then are 0. */
  readonly speculated: boolean;
  /** Whether the turn was interrupted, so that its figures say nothing about a whole answer. */
  readonly interrupted: boolean;
}

/** A viseme with its time and strength. */
export interface VisemeSpan {
  /** Position in `RigNames.visemes`, 0 to 14. */
  readonly viseme: number;
  /** Milliseconds from the utterance's first sample. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  /** 0 to 1. */
  readonly weight: number;
}

/** A weight over the frames of a track. */
export interface FrameChannel {
  /** One of `RigNames.visemes` or of `RigNames.blendShapes`. */
  readonly name: string;
  /** Frames of each run, at least 1; they add up to the frames of the track. */
  readonly lengths: readonly number[];
  /** The weight of each run, 0 to 1. */
  readonly weights: readonly number[];
}

/** Frames at a fixed rate, packed by runs of equal weights. A channel that is left out is 0 in every frame. */
export interface FrameTrack {
  /** Frames per second, 1 to 1000; frame 0 is at the utterance's first sample. */
  readonly frameRate: number;
  /** Number of frames. */
  readonly count: number;
  /** What moves, each named once. */
  readonly channels: readonly FrameChannel[];
}

/** A performance that is kept in a file, `.performance.json`: what a face does while it speaks, in the records of the wire and so in their names and units. The sound is beside it. */
export interface PerformanceFile {
  /** The version of the format. */
  readonly version: number;
  /** The mark of generated media, `Protocol.generatedMedia` (IPTC `trainedAlgorithmicMedia`), for whoever shows or keeps what is made of the file; null where the tenant turned marks off, and in files of before there was one. */
  readonly digitalSourceType?: string;
  /** What is spoken, one after another without a gap: an utterance begins where the one before it ends. */
  readonly utterances: readonly PerformedUtterance[];
}

/** An utterance of a performance. Cues are runs, a shape with its start and duration; every time counts from the utterance's first sample. */
export interface PerformedUtterance {
  /** Its number in the conversation that it comes from; 0 when it comes from none. */
  readonly utterance?: number;
  /** Milliseconds of sound, less than a day. */
  readonly duration: number;
  /** Phonemes in order of start, pauses included. */
  readonly phonemes?: readonly PhonemeSpan[];
  /** Visemes in order of start. */
  readonly visemes?: readonly VisemeSpan[];
  /** Captions in order of start. */
  readonly captions?: readonly Caption[];
  /** Expressions, gestures and gaze, in any order. */
  readonly cues?: readonly PerformanceCue[];
  /** The same face drawn to frames, for players that do not know the curves of cues. */
  readonly frames?: FrameTrack;
}

/** A command was taken. */
export interface CommandAccepted {
  readonly type: 'command.accepted';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The command's id. */
  readonly command: string;
}

/** A direction was carried out: what it leads to was sent to the person's side at `ServerMessage.at`. */
export interface CommandApplied {
  readonly type: 'command.applied';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The command's id. */
  readonly command: string;
}

/** A command was not taken. */
export interface CommandRefused {
  readonly type: 'command.refused';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The command's id. */
  readonly command: string;
  /** A code of `ErrorCodes`. */
  readonly code: string;
  /** A sentence for a person, with a way out. */
  readonly message: string;
  /** Whether the same command may succeed later. */
  readonly retryable: boolean;
}

/** Something went wrong that no command asked for; the session goes on unless `SessionEnded` follows. */
export interface ErrorRaised {
  readonly type: 'error.raised';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** A code of `ErrorCodes`. */
  readonly code: string;
  /** A sentence for a person, with a way out. */
  readonly message: string;
  /** Whether it may pass by itself. */
  readonly retryable: boolean;
}

/** The presenter is another from here on, or looks otherwise: the client shows it with its next frame. */
export interface PresenterChanged {
  readonly type: 'presenter.changed';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** Who speaks, and how it looks. */
  readonly presenter: PresenterCard;
}

/** Somebody directs the presenter: the client shows it with its next frame. What is absent stays. */
export interface PresenterDirected {
  readonly type: 'presenter.directed';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** A gesture, gaze or expression that begins when this arrives; its start is 0. */
  readonly cue?: PerformanceCue;
  /** What is shown of the picture. */
  readonly camera?: CameraFraming;
  /** What it wears. */
  readonly outfit?: string;
  /** Its hair. */
  readonly hair?: string;
  /** All things that it has on or beside it. */
  readonly props?: readonly string[];
  /** What is behind it. */
  readonly background?: string;
}

/** A piece of the answer's text, as it is written; what was *heard* follows from captions and `TurnEnded`. */
export interface ReplyDelta {
  readonly type: 'reply.delta';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn. */
  readonly turn: number;
  /** Text to append. */
  readonly text: string;
}

/** The answer's text is complete. */
export interface ReplyEnd {
  readonly type: 'reply.end';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn. */
  readonly turn: number;
  /** The whole text. */
  readonly text: string;
  /** The mark of generated text, `Protocol.generatedMedia`; null where the tenant turned marks off. */
  readonly digitalSourceType?: string;
}

/** The session is over; the socket closes after this. */
export interface SessionEnded {
  readonly type: 'session.ended';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** Why. */
  readonly reason: SessionEndReason;
  /** A sentence for a person. */
  readonly message?: string;
}

/** The session goes on: what follows was sent after the client's `seq`, without what an interruption made pointless. */
export interface SessionResumed {
  readonly type: 'session.resumed';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The session. */
  readonly session: string;
  /** The first `seq` that is sent again. */
  readonly from: number;
  /** Microphone samples that the server has received; the client continues from there. */
  readonly inputOffset: number;
}

/** The handshake's answer: what the session is and what both sides agreed. */
export interface SessionStarted {
  readonly type: 'session.started';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The session. */
  readonly session: string;
  /** The protocol version in use. */
  readonly protocol: number;
  /** The WebSocket to open when this one is lost, ticket included; valid as often as needed while the session lives and its token has not expired. */
  readonly resumeUrl: string;
  /** The agreed microphone format, or null without microphone. */
  readonly input?: AudioFormatOffer;
  /** The agreed format of the presenter's audio, or null in a text-only session. */
  readonly output?: AudioFormatOffer;
  /** Who speaks. */
  readonly presenter: PresenterCard;
  /** Names of the tracks' dimensions, sent once; later messages carry numbers by position. */
  readonly rig: RigNames;
  /** The engines behind the session and what is missing. */
  readonly engines: readonly EngineCard[];
  /** The session's limits. */
  readonly limits: SessionLimits;
}

/** The session will end unless something happens. */
export interface SessionWarned {
  readonly type: 'session.warned';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** Why it will end. */
  readonly reason: SessionEndReason;
  /** Milliseconds until then. */
  readonly remaining: number;
}

/** A piece of the timed performance, sent before the audio that it belongs to. All times from the utterance's first sample. */
export interface SpeechDelta {
  readonly type: 'speech.delta';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance. */
  readonly utterance: number;
  /** Phonemes in order. */
  readonly phonemes?: readonly PhonemeSpan[];
  /** Visemes in order of start; neighbours may overlap. */
  readonly visemes?: readonly VisemeSpan[];
  /** Blend-shape frames; names by position in `RigNames.blendShapes`. */
  readonly blendShapes?: BlendShapeTrack;
  /** Captions with the times of their words. */
  readonly captions?: readonly Caption[];
  /** Gestures, gaze and expression. */
  readonly cues?: readonly PerformanceCue[];
}

/** The person may be interrupting: the client plays this epoch quieter, while the face goes on, until `SpeechRestored`, `TurnInterrupted` or another epoch. */
export interface SpeechDucked {
  readonly type: 'speech.ducked';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn, or null for a greeting. */
  readonly turn?: number;
  /** Epoch of the speech that is to be quieter. */
  readonly epoch: number;
  /** How loud it is to be, in decibels relative to full level; negative. */
  readonly level: number;
}

/** The utterance is complete: all of its audio and performance was sent. */
export interface SpeechEnd {
  readonly type: 'speech.end';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance. */
  readonly utterance: number;
  /** Its length in milliseconds. */
  readonly duration: number;
}

/** It was no interruption: the client plays this epoch at full level again. */
export interface SpeechRestored {
  readonly type: 'speech.restored';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn, or null for a greeting. */
  readonly turn?: number;
  /** Epoch of the speech. */
  readonly epoch: number;
}

/** An utterance begins; its audio packets and deltas carry the same epoch and utterance. */
export interface SpeechStart {
  readonly type: 'speech.start';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn, or null for a greeting. */
  readonly turn?: number;
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance, from 1 within the session. */
  readonly utterance: number;
  /** Where in an earlier utterance this one goes on: the presenter was stopped there by what turned out to be no interruption. Null when it begins something else. */
  readonly resumes?: SpeechPosition;
  /** The mark of generated media, `Protocol.generatedMedia`; null where the tenant turned marks off. */
  readonly digitalSourceType?: string;
}

/** The conversation's state changed. */
export interface StateChanged {
  readonly type: 'state.changed';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The state. */
  readonly state: ConversationState;
  /** The turn it belongs to, if any. */
  readonly turn?: number;
}

/** Half of the credential's life is over: the session, or the control socket, ends with it unless the client sends a new token by `SessionRefresh`. */
export interface TokenExpiring {
  readonly type: 'token.expiring';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** When it expires. */
  readonly expiresAt: string;
  /** Milliseconds until then. */
  readonly remaining: number;
}

/** The session goes on with the new token. */
export interface TokenRenewed {
  readonly type: 'token.renewed';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** When the new token expires; null when it does not. */
  readonly expiresAt?: string;
  /** The WebSocket to open when this one is lost, in place of `SessionStarted.resumeUrl`, whose ticket expires with the old token. */
  readonly resumeUrl: string;
}

/** What the recogniser has understood so far; replaces the previous delta of the same turn. */
export interface TranscriptDelta {
  readonly type: 'transcript.delta';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn. */
  readonly turn: number;
  /** The whole text so far. */
  readonly text: string;
}

/** What the person said or wrote, final. */
export interface TranscriptEnd {
  readonly type: 'transcript.end';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn. */
  readonly turn: number;
  /** The text. */
  readonly text: string;
  /** Whether it was written rather than spoken. */
  readonly written: boolean;
}

/** An exchange is over. */
export interface TurnEnded {
  readonly type: 'turn.ended';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn. */
  readonly turn: number;
  /** How it ended. */
  readonly reason: TurnEndReason;
  /** The words that the person heard. */
  readonly heard?: string;
  /** Whether `TurnEnded.heard` is an estimate, from the client's last report or the pace of sending, because the client did not say where it stopped or that it had heard the end. */
  readonly heardEstimated: boolean;
  /** Whether the question is taken back, because the person went on before they can have reacted to the answer. It comes again with the rest as the spoken question of the next turn: a client shows the two as one. What was heard of the answer, if anything, stays said. */
  readonly takenBack: boolean;
  /** Where the time went. */
  readonly latency: TurnLatency;
}

/** The presenter stopped in the middle: the client drops sound, face and captions of this epoch at once and answers `SpeechCleared`. */
export interface TurnInterrupted {
  readonly type: 'turn.interrupted';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn, or null for a greeting. */
  readonly turn?: number;
  /** The epoch that ended; later speech has a higher one. */
  readonly epoch: number;
  /** Whether the presenter may still go on where it stopped: then a `SpeechStart` of a higher epoch says so by `SpeechStart.resumes`. Otherwise, and when that does not happen, `TurnEnded` follows. */
  readonly resumable: boolean;
}

/** An exchange began: the person's words are final, an answer is being made; or the presenter is directed to say something where nothing is spoken, which nobody asked for. */
export interface TurnStarted {
  readonly type: 'turn.started';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
  /** The turn, from 1. */
  readonly turn: number;
  /** The epoch of what the turn says; higher ones follow if it is stopped and goes on. */
  readonly epoch: number;
}

/** The person began to speak. */
export interface VoiceStarted {
  readonly type: 'voice.started';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
}

/** The person fell silent; the turn may or may not be over. */
export interface VoiceStopped {
  readonly type: 'voice.stopped';
  /** Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received. Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again. */
  readonly seq: number;
  /** Milliseconds since the session started. */
  readonly at: number;
}

/** Says something to the presenter in writing. */
export interface MessageSend {
  readonly type: 'message.send';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** What the person wrote, 1 to 4,000 characters. */
  readonly text: string;
}

/** Says that no microphone packets will follow until the next `MicrophoneOpen`. */
export interface MicrophoneClose {
  readonly type: 'microphone.close';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
}

/** Says that microphone packets will follow. */
export interface MicrophoneOpen {
  readonly type: 'microphone.open';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** Push-to-talk: the person holds a key and has the floor until `MicrophoneClose`, whatever the pauses. The presenter stops at once. Default: false, the conversation decides who speaks. */
  readonly hold?: boolean;
}

/** A fact, not acknowledged: how far the person has heard the current utterance. Sent every 100 to 200 ms while sound plays. */
export interface PlayheadMoved {
  readonly type: 'playhead.moved';
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance. */
  readonly utterance: number;
  /** Milliseconds from the utterance's first sample that left the loudspeaker. */
  readonly position: number;
  /** True once the whole utterance was heard. */
  readonly ended?: boolean;
}

/** Gives the presenter an expression. */
export interface PresenterExpress {
  readonly type: 'presenter.express';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** Which one, such as `smile` or `concerned`. */
  readonly name: string;
  /** How strong, above 0 to 1. Default: 1. */
  readonly weight?: number;
  /** Milliseconds, 100 to 60,000. Default: 3,000. */
  readonly duration?: number;
}

/** Shows another part of the presenter's picture, in this session alone, until the presenter changes. */
export interface PresenterFrame {
  readonly type: 'presenter.frame';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** What is shown. */
  readonly camera: CameraFraming;
}

/** Has the presenter look somewhere. */
export interface PresenterGaze {
  readonly type: 'presenter.gaze';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** Where: `viewer`, `left`, `right`, `up`, `down` or `away`. */
  readonly name: string;
  /** Milliseconds, 100 to 60,000. Default: 2,000. */
  readonly duration?: number;
}

/** Has the presenter make a gesture. */
export interface PresenterGesture {
  readonly type: 'presenter.gesture';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** Which one: `nod`, `shake` or `tilt`. */
  readonly name: string;
  /** How far, above 0 to 1. Default: 1. */
  readonly weight?: number;
  /** Milliseconds, 100 to 10,000. Default: 700. */
  readonly duration?: number;
}

/** Stops what the presenter is saying. */
export interface PresenterInterrupt {
  readonly type: 'presenter.interrupt';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
}

/** Says a text as it stands. What the presenter is saying is stopped for it, and what the person is saying is not waited for. Where nothing is spoken it comes in writing, as a turn of its own. */
export interface PresenterSay {
  readonly type: 'presenter.say';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** What is said, 1 to 2,000 characters. */
  readonly text: string;
}

/** Dresses the presenter otherwise, in this session alone, until the presenter changes. What is left out stays. */
export interface PresenterWear {
  readonly type: 'presenter.wear';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** What it wears. */
  readonly outfit?: string;
  /** Its hair. */
  readonly hair?: string;
  /** All things that it has on or beside it. */
  readonly props?: readonly string[];
  /** What is behind it. */
  readonly background?: string;
}

/** Ends the session. */
export interface SessionEnd {
  readonly type: 'session.end';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
}

/** Gives the session, or a control socket, a new token before the old one expires; nothing that is said or heard is interrupted. A session answers by `TokenRenewed` too. */
export interface SessionRefresh {
  readonly type: 'session.refresh';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** The token: of the same tenant, subject and scene, with `session:talk`, or `session:control` on a control socket. */
  readonly token: string;
}

/** Continues a session on a new socket after the old one was lost: the first message on that socket. */
export interface SessionResume {
  readonly type: 'session.resume';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** The protocol version that the client speaks. */
  readonly protocol: number;
  /** The `seq` of the last message or audio packet that the client received. */
  readonly seq: number;
  /** The newest epoch that the client has seen; speech of older epochs is not sent again. */
  readonly epoch?: number;
}

/** The handshake: the first message on a new session's socket. */
export interface SessionStart {
  readonly type: 'session.start';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
  /** The protocol version that the client speaks; see `Protocol.version`. */
  readonly protocol: number;
  /** Format of the microphone's audio, or null when the client will send none. */
  readonly input?: AudioFormatOffer;
  /** Format of the presenter's audio, or null for a text-only session. */
  readonly output?: AudioFormatOffer;
  /** Tracks that the client wants beside audio. Default: visemes, phonemes and captions. */
  readonly tracks?: readonly PerformanceTrack[];
}

/** A fact, not acknowledged: the client dropped everything of the interrupted epoch and is silent. */
export interface SpeechCleared {
  readonly type: 'speech.cleared';
  /** The epoch that was dropped. */
  readonly epoch: number;
  /** Milliseconds of the utterance that had been heard. */
  readonly position?: number;
}

/** Stops the presenter's answer. */
export interface TurnInterrupt {
  readonly type: 'turn.interrupt';
  /** Chosen by the client, unique in the session, at most 64 characters. */
  readonly id: string;
}

/** Every message of the server. */
export type ServerMessage =
  | CommandAccepted
  | CommandApplied
  | CommandRefused
  | ErrorRaised
  | PresenterChanged
  | PresenterDirected
  | ReplyDelta
  | ReplyEnd
  | SessionEnded
  | SessionResumed
  | SessionStarted
  | SessionWarned
  | SpeechDelta
  | SpeechDucked
  | SpeechEnd
  | SpeechRestored
  | SpeechStart
  | StateChanged
  | TokenExpiring
  | TokenRenewed
  | TranscriptDelta
  | TranscriptEnd
  | TurnEnded
  | TurnInterrupted
  | TurnStarted
  | VoiceStarted
  | VoiceStopped;

/** Every message of the client. */
export type ClientMessage =
  | MessageSend
  | MicrophoneClose
  | MicrophoneOpen
  | PlayheadMoved
  | PresenterExpress
  | PresenterFrame
  | PresenterGaze
  | PresenterGesture
  | PresenterInterrupt
  | PresenterSay
  | PresenterWear
  | SessionEnd
  | SessionRefresh
  | SessionResume
  | SessionStart
  | SpeechCleared
  | TurnInterrupt;

/** A client message that asks for something and is answered by its id. */
export type ClientCommand =
  | MessageSend
  | MicrophoneClose
  | MicrophoneOpen
  | PresenterExpress
  | PresenterFrame
  | PresenterGaze
  | PresenterGesture
  | PresenterInterrupt
  | PresenterSay
  | PresenterWear
  | SessionEnd
  | SessionRefresh
  | SessionResume
  | SessionStart
  | TurnInterrupt;

/** The messages of the server by `type`. */
export interface ServerMessages {
  readonly 'command.accepted': CommandAccepted;
  readonly 'command.applied': CommandApplied;
  readonly 'command.refused': CommandRefused;
  readonly 'error.raised': ErrorRaised;
  readonly 'presenter.changed': PresenterChanged;
  readonly 'presenter.directed': PresenterDirected;
  readonly 'reply.delta': ReplyDelta;
  readonly 'reply.end': ReplyEnd;
  readonly 'session.ended': SessionEnded;
  readonly 'session.resumed': SessionResumed;
  readonly 'session.started': SessionStarted;
  readonly 'session.warned': SessionWarned;
  readonly 'speech.delta': SpeechDelta;
  readonly 'speech.ducked': SpeechDucked;
  readonly 'speech.end': SpeechEnd;
  readonly 'speech.restored': SpeechRestored;
  readonly 'speech.start': SpeechStart;
  readonly 'state.changed': StateChanged;
  readonly 'token.expiring': TokenExpiring;
  readonly 'token.renewed': TokenRenewed;
  readonly 'transcript.delta': TranscriptDelta;
  readonly 'transcript.end': TranscriptEnd;
  readonly 'turn.ended': TurnEnded;
  readonly 'turn.interrupted': TurnInterrupted;
  readonly 'turn.started': TurnStarted;
  readonly 'voice.started': VoiceStarted;
  readonly 'voice.stopped': VoiceStopped;
}

/** The messages of the client by `type`. */
export interface ClientMessages {
  readonly 'message.send': MessageSend;
  readonly 'microphone.close': MicrophoneClose;
  readonly 'microphone.open': MicrophoneOpen;
  readonly 'playhead.moved': PlayheadMoved;
  readonly 'presenter.express': PresenterExpress;
  readonly 'presenter.frame': PresenterFrame;
  readonly 'presenter.gaze': PresenterGaze;
  readonly 'presenter.gesture': PresenterGesture;
  readonly 'presenter.interrupt': PresenterInterrupt;
  readonly 'presenter.say': PresenterSay;
  readonly 'presenter.wear': PresenterWear;
  readonly 'session.end': SessionEnd;
  readonly 'session.refresh': SessionRefresh;
  readonly 'session.resume': SessionResume;
  readonly 'session.start': SessionStart;
  readonly 'speech.cleared': SpeechCleared;
  readonly 'turn.interrupt': TurnInterrupt;
}

/** The `type` of every message of the server. */
export const SERVER_MESSAGE_TYPES = [
  'command.accepted',
  'command.applied',
  'command.refused',
  'error.raised',
  'presenter.changed',
  'presenter.directed',
  'reply.delta',
  'reply.end',
  'session.ended',
  'session.resumed',
  'session.started',
  'session.warned',
  'speech.delta',
  'speech.ducked',
  'speech.end',
  'speech.restored',
  'speech.start',
  'state.changed',
  'token.expiring',
  'token.renewed',
  'transcript.delta',
  'transcript.end',
  'turn.ended',
  'turn.interrupted',
  'turn.started',
  'voice.started',
  'voice.stopped',
] as const;

/** The `type` of every message of the client. */
export const CLIENT_MESSAGE_TYPES = [
  'message.send',
  'microphone.close',
  'microphone.open',
  'playhead.moved',
  'presenter.express',
  'presenter.frame',
  'presenter.gaze',
  'presenter.gesture',
  'presenter.interrupt',
  'presenter.say',
  'presenter.wear',
  'session.end',
  'session.refresh',
  'session.resume',
  'session.start',
  'speech.cleared',
  'turn.interrupt',
] as const;
