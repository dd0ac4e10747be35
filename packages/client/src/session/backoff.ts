import { TroupeError } from '@troupe/protocol';

/** First and largest bound of the wait between attempts, in milliseconds. */
const FIRST = 250;
const LARGEST = 5000;

/**
 * The wait before an attempt: uniformly random below a bound that doubles ("full jitter", so that clients of a lost server do not come back at once).
 *
 * See https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 *
 * @param attempt From 0.
 * @param random Uniform in 0 to 1.
 */
export function fullJitter(attempt: number, random: () => number): number {
  return random() * Math.min(LARGEST, FIRST * 2 ** attempt);
}

/** Waits; rejects with `aborted` when the signal fires. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(new TroupeError('aborted', 'The caller gave up waiting.', { retryable: true, cause: signal.reason }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener('abort', abort, { once: true });
    }
  });
}
