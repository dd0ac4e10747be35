import { TroupeError } from '@troupe/protocol';

/** First and largest bound of the random part of a wait, in seconds. */
const FIRST = 0.25;
const LARGEST = 5;

/**
 * The wait after an attempt in seconds: what the server asked for, and on top of it a random one below a bound that doubles ("full jitter", so that clients of a lost server
 * do not come back at once). See https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 *
 * @param attempt From 1.
 * @param asked Seconds that the server asked for.
 * @param random Uniform in 0 to 1.
 */
export function waitAfter(attempt: number, asked: number | undefined, random: () => number): number {
  return (asked ?? 0) + random() * Math.min(LARGEST, FIRST * 2 ** (attempt - 1));
}

/** The error of a caller who gave up. */
export function aborted(signal: AbortSignal): TroupeError {
  return new TroupeError('aborted', 'The caller gave up waiting.', { retryable: true, cause: signal.reason });
}

/** Waits; rejects with `aborted` when the signal fires. */
export function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(aborted(signal!));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, seconds * 1000);
    if (signal?.aborted === true) {
      abort();
    } else {
      signal?.addEventListener('abort', abort, { once: true });
    }
  });
}
