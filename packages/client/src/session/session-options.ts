import type { PerformanceTrack, ServerMessage, TroupeError } from '@troupe/protocol';
import type { AudioInput } from '../microphone/audio-input.js';
import type { OutputMetrics, Playhead, SpeechOutput } from '../playout/speech-output.js';
import type { WebSocketConstructor } from '../transport/web-socket-like.js';
import type { CreateSession } from './create-session.js';
import type { SessionClose, SessionState } from './session-state.js';
import type { GetToken } from './token-keeper.js';

/** Settings of a session. */
export interface SessionOptions {
  /** Address of the server for the default way to make a session. Default: the page's own. */
  readonly server?: string | undefined;
  /** Makes the session, for pages that ask their own back end for a credential. Default: `POST /v1/sessions` of the server. */
  readonly createSession?: CreateSession | undefined;
  /** Gets a session token for the default way to make a session, and another before one expires. Default: none, as on the machine of the server. */
  readonly getToken?: GetToken | undefined;
  /** Plays the presenter. Default: none, and the session is in writing. */
  readonly output?: SpeechOutput | undefined;
  /** Records the person. Default: none, and the person types. */
  readonly microphone?: AudioInput | undefined;
  /** Sample rate of the microphone on the wire: 16000, 24000 or 48000. Default: 16000, what recognisers hear. */
  readonly inputRate?: number | undefined;
  /** Tracks to receive beside sound. Default: visemes, phonemes and captions. */
  readonly tracks?: readonly PerformanceTrack[] | undefined;
  /** The WebSocket to use, such as that of the `ws` package. Default: the global one. */
  readonly webSocket?: WebSocketConstructor | undefined;
  /** Random numbers, uniform in 0 to 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** A change of state. */
export interface StateChange {
  readonly state: SessionState;
  readonly previous: SessionState;
}

/** Where the microphone stands. */
export type MicrophoneState = 'closed' | 'opening' | 'open';

/** Events of a session: each message of the server under its `type`, and these. */
export type SessionEvents = { readonly [Message in ServerMessage as Message['type']]: Message } & {
  /** The session's state changed. */
  readonly state: StateChange;
  /** Every message of the server. */
  readonly message: ServerMessage;
  /** The microphone's state changed. */
  readonly microphone: MicrophoneState;
  /** An utterance begins, stalls, goes on or ends in the person's ear. */
  readonly playhead: Playhead;
  /** Something went wrong that no command asked for. */
  readonly error: TroupeError;
  /** The session is over. */
  readonly ended: SessionClose;
};

/** Figures of a session, for people who look after quality. */
export interface SessionMetrics extends OutputMetrics {
  /** Milliseconds by which the audio device was ahead of the smooth clock. */
  readonly drift: number;
  /** How often the line was lost and found again. */
  readonly reconnects: number;
  /** Samples that the microphone recorded. */
  readonly recorded: number;
  /** Of those, samples that were sent. */
  readonly sent: number;
}
