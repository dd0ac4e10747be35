import type { AudioPacket, ServerMessage, SessionResumed, SessionStart, SessionStarted, TroupeError } from '@troupe/protocol';
import type { CreateSession } from '../session/create-session.js';
import type { ConnectionPhase, SessionClose } from '../session/session-state.js';
import type { WebSocketConstructor } from './web-socket-like.js';

/** What a connection needs. */
export interface ConnectionOptions {
  readonly createSession: CreateSession;
  readonly webSocket: WebSocketConstructor;
  readonly start: Omit<SessionStart, 'type' | 'id' | 'protocol'>;
  readonly random: () => number;
  readonly now: () => number;
}

/** What a connection tells its session. */
export interface ConnectionHandlers {
  readonly phase: (phase: ConnectionPhase) => void;
  readonly started: (message: SessionStarted) => void;
  readonly resumed: (message: SessionResumed) => void;
  readonly lost: () => void;
  readonly message: (message: ServerMessage) => void;
  readonly audio: (packet: AudioPacket) => void;
  readonly error: (error: TroupeError) => void;
  readonly closed: (close: SessionClose) => void;
}
