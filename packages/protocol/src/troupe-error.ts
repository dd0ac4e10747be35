import type { ErrorCode } from './generated.js';

/** Codes of errors that arise on the client's side, beside the server's {@link ErrorCode}. */
export type ClientErrorCode =
  /** The server could not be reached, or the socket was lost for good. */
  | 'unreachable'
  /** The session ended before the command was answered. */
  | 'session_ended'
  /** The caller's AbortSignal fired. */
  | 'aborted'
  /** The person or the page's policy does not allow the microphone. */
  | 'microphone_denied'
  /** The device has no microphone. */
  | 'microphone_missing'
  /** Another program holds the microphone, or it broke. */
  | 'microphone_busy'
  /** The browser or the host has no way to record or play. */
  | 'audio_unsupported';

/** A code that a newer server may send; callers treat it by `retryable`. */
export type UnknownErrorCode = string & {};

/** What a {@link TroupeError} is made of. */
export interface TroupeErrorInit {
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** What led to it. */
  readonly cause?: unknown;
}

const marker = Symbol.for('troupe.error');

/** The one error of the client packages: branch on `code`, offer another try when `retryable`. */
export class TroupeError extends Error {
  /** Stable name of what went wrong. */
  readonly code: ErrorCode | ClientErrorCode | UnknownErrorCode;

  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(code: ErrorCode | ClientErrorCode | UnknownErrorCode, message: string, init: TroupeErrorInit) {
    super(message, { cause: init.cause });
    this.name = 'TroupeError';
    this.code = code;
    this.retryable = init.retryable;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Tells a TroupeError from other values, also when two copies of the package are loaded. */
  static isInstance(value: unknown): value is TroupeError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
