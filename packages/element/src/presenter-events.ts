import type { SessionClose, SessionMetrics, SessionState, TroupeError } from '@troupe/client';
import type { LipKernel } from '@troupe/lipsync';
import type { SessionStarted, TurnEnded } from '@troupe/protocol';

/** Events of `<troupe-presenter>`; they bubble and leave the shadow tree. */
export interface TroupePresenterEventMap {
  /** The session's state changed. */
  'troupe-state': CustomEvent<{ readonly state: SessionState }>;
  /** A session began. */
  'troupe-started': CustomEvent<SessionStarted>;
  /** A turn ended; its `latency` says where the time went. */
  'troupe-turn': CustomEvent<TurnEnded>;
  /** Something went wrong; the element shows it in words too. */
  'troupe-error': CustomEvent<TroupeError>;
  /** The session is over. */
  'troupe-ended': CustomEvent<SessionClose>;
}

/** Figures of the element: those of its session, and frames drawn. */
export interface PresenterMetrics extends SessionMetrics {
  /** Frames of the face since the element was put on the page. */
  readonly frames: number;
  /** What computes the network that hears visemes in speech that comes without: `script` costs more, where the page's policy forbids WebAssembly. `undefined` before such speech. */
  readonly lipKernel: LipKernel | undefined;
  /** How loud the presenter is at this moment, root mean square, 0 to 1. */
  readonly outputLevel: number;
  /** How loud the person is at this moment, root mean square, 0 to 1. */
  readonly inputLevel: number;
}
