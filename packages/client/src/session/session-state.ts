import type { ConversationState, SessionEndReason } from '@troupe/protocol';

/** Where a session stands, in one word. */
export type SessionState = 'idle' | 'connecting' | ConversationState | 'reconnecting' | 'ended';

/** The connection's part of the state. */
export type ConnectionPhase = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'ended';

/** Why a session is over: the server's reason, or what happened on this side. */
export type CloseReason =
  | SessionEndReason
  /** The server could not be reached, or not again. */
  | 'unreachable'
  /** The server did not take the session. */
  | 'refused'
  /** The caller's AbortSignal fired while connecting. */
  | 'aborted';

/** How a session ended. */
export interface SessionClose {
  /** Why. */
  readonly reason: CloseReason;
  /** A sentence for a person. */
  readonly message: string;
  /** Whether a new session may do better. */
  readonly retryable: boolean;
}

/** Names the state from its two parts. */
export function sessionState(phase: ConnectionPhase, conversation: ConversationState): SessionState {
  return phase === 'connected' ? conversation : phase;
}

const sentences: Readonly<Record<CloseReason, string>> = {
  clientEnded: 'The conversation is over.',
  idle: 'The conversation ended because nobody spoke for a while.',
  maxDuration: 'The conversation reached its longest duration.',
  resumeExpired: 'The connection was lost for too long.',
  replaced: 'The conversation went on in another window.',
  protocolError: 'The connection did not follow the protocol.',
  limitExceeded: 'Too much was sent at once.',
  quotaExceeded: 'The time to talk is used up for now.',
  tokenExpired: 'The permission to talk has expired.',
  tokenRevoked: 'The permission to talk was withdrawn.',
  shuttingDown: 'The server is going down.',
  serverError: 'The server failed.',
  unreachable: 'The server cannot be reached.',
  refused: 'The server did not accept the conversation.',
  aborted: 'Connecting was given up.',
};

const final: ReadonlySet<CloseReason> = new Set(['clientEnded', 'replaced', 'protocolError', 'refused', 'tokenRevoked']);

/** Describes an end; the server's own sentence wins. */
export function closeOf(reason: CloseReason, message?: string): SessionClose {
  return { reason, message: message ?? sentences[reason] ?? 'The conversation is over.', retryable: !final.has(reason) };
}
