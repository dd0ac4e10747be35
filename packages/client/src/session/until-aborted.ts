import { TroupeError } from '@troupe/protocol';

/** Waits for a promise, but no longer than the signal allows. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) {
    return promise;
  }

  return new Promise<Value>((resolve, reject) => {
    const abort = (): void => reject(new TroupeError('aborted', 'The caller gave up waiting.', { retryable: true, cause: signal.reason }));
    if (signal.aborted) {
      abort();
      return;
    }

    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
