import { TroupeError } from '@troupe/protocol';
import type { CallDetails, CallOptions } from './caller.js';
import { readEvents } from './event-stream.js';
import { aborted, pause, waitAfter } from './waiting.js';

/** A server shows a sign of life every 15 s unless told otherwise; three missed ones in a row are no accident. */
const SILENCE = 60_000;

/** A connection that lasted for so many milliseconds is no failure. */
const LASTING = 5_000;

/** How a subscription asks. */
export interface SubscriptionCaller {
  /** Sends a request; the answer is a success, and its body not yet read. */
  open(details: CallDetails, options: CallOptions): Promise<Response>;
  /** Whether a new token may be had. */
  readonly renews: boolean;
  /** The longest wait in seconds. */
  readonly patience: number;
}

/** The server's word that a subscription's credential does not carry it any longer. */
interface Ended {
  readonly code: string;
  readonly detail: string;
  readonly retryable: boolean;
}

/**
 * Follows what happens over as many connections as it takes, each of which goes on after the last position of the one before: nothing is left out or told twice. Ends only by an error, or
 * because the caller breaks.
 */
export async function* follow<Item>(caller: SubscriptionCaller, details: CallDetails, options: CallOptions): AsyncGenerator<Item, void, undefined> {
  const { signal } = options;
  let after = details.query?.['after'];
  let opened = false;
  for (let lost = 0; ; ) {
    let began = Infinity;
    let cause: unknown;
    try {
      const response = await caller.open({ ...details, query: { ...details.query, after } }, options);
      began = Date.now();
      opened = true;
      for await (const { type, data, id = after } of readEvents(response.body!, SILENCE)) {
        after = id;
        if (type === 'message') {
          lost = 0;
          yield JSON.parse(data) as Item;
        } else if (type === 'end') {
          const { code, detail, retryable } = JSON.parse(data) as Ended;
          throw new TroupeError(code, detail, { retryable });
        }
      }
    } catch (error) {
      if (signal?.aborted === true) {
        throw aborted(signal);
      }

      cause = error;
    }

    // Connections that fail soon after one another make the waits longer.
    lost = Date.now() - began > LASTING ? 1 : lost + 1;
    await pause(waitOf(cause, opened, caller, lost), signal);
  }
}

/** Seconds until the next connection; throws what ended the last one when another does not help. */
function waitOf(cause: unknown, opened: boolean, caller: SubscriptionCaller, lost: number): number {
  if (!TroupeError.isInstance(cause)) {
    // The connection broke, or the server asked to come back.
    return waitAfter(lost, undefined, Math.random);
  }

  const { code, retryable, retryAfter } = cause;
  const wait = waitAfter(lost, retryAfter, Math.random);
  if (!opened || !retryable || wait > caller.patience || (code === 'token_expired' && (!caller.renews || lost > 3))) {
    throw cause;
  }

  return code === 'token_expired' && lost === 1 ? 0 : wait;
}
