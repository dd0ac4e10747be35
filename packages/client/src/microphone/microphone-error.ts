import { TroupeError, type ClientErrorCode } from '@troupe/protocol';

const meanings: Readonly<Record<string, { code: ClientErrorCode; message: string }>> = {
  NotAllowedError: {
    code: 'microphone_denied',
    message: 'The microphone is not allowed on this page. Allow it in the address bar of the browser and try again; you can also type.',
  },
  SecurityError: {
    code: 'microphone_denied',
    message: "The page's policy does not allow the microphone. You can type instead.",
  },
  NotFoundError: {
    code: 'microphone_missing',
    message: 'No microphone was found. Plug one in and try again; you can also type.',
  },
  OverconstrainedError: {
    code: 'microphone_missing',
    message: 'No fitting microphone was found. Plug another in and try again; you can also type.',
  },
  NotReadableError: {
    code: 'microphone_busy',
    message: 'The microphone is in use by another program, or does not answer. Close the other program and try again; you can also type.',
  },
  AbortError: {
    code: 'microphone_busy',
    message: 'The microphone could not be started. Try again; you can also type.',
  },
};

/** Says in words, with a way out, why getUserMedia failed. */
export function microphoneError(cause: unknown): TroupeError {
  if (TroupeError.isInstance(cause)) {
    return cause;
  }

  const name = cause instanceof Error ? cause.name : '';
  const meaning = meanings[name] ?? { code: 'microphone_busy', message: 'The microphone could not be opened. Try again; you can also type.' };
  return new TroupeError(meaning.code, meaning.message, { retryable: true, cause });
}
