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
  /** Every reason of a refused change. */
  readonly reasons?: readonly RefusalReason[] | undefined;
  /** Seconds that the server asked to wait. */
  readonly retryAfter?: number | undefined;
}

/** A reason of a refusal. */
export interface RefusalReason {
  /** Stable name, such as `outfit_not_for_rig`. */
  readonly code: string;
  /** What does not fit and the way out. */
  readonly detail: string;
  /** JSON pointer (RFC 6901) into the request; absent when it is about all of it. */
  readonly field?: string;
}

const marker = Symbol.for('troupe.error');

/** The one error of the client packages: branch on `code`, offer another try when `retryable`. */
export class TroupeError extends Error {
  /** Stable name of what went wrong. */
  readonly code: ErrorCode | ClientErrorCode | UnknownErrorCode;

  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  /** Every reason of a refused change; empty of other errors. */
  readonly reasons: readonly RefusalReason[];

  /** Seconds that the server asked to wait, when it did. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode | ClientErrorCode | UnknownErrorCode, message: string, init: TroupeErrorInit) {
    super(message, { cause: init.cause });
    this.name = 'TroupeError';
    this.code = code;
    this.retryable = init.retryable;
    this.reasons = init.reasons ?? [];
    this.retryAfter = init.retryAfter;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Tells a TroupeError from other values, also when two copies of the package are loaded. */
  static isInstance(value: unknown): value is TroupeError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
