import { TroupeError } from '@troupe/protocol';
import { describe, expect, it } from 'vitest';
import { microphoneError } from './microphone-error.js';

describe('microphoneError', () => {
  it.each([
    ['NotAllowedError', 'microphone_denied'],
    ['SecurityError', 'microphone_denied'],
    ['NotFoundError', 'microphone_missing'],
    ['OverconstrainedError', 'microphone_missing'],
    ['NotReadableError', 'microphone_busy'],
    ['SomethingElse', 'microphone_busy'],
  ])('calls %s %s and says that one can type', (name, code) => {
    const error = microphoneError(new DOMException('raw', name));
    expect(error).toMatchObject({ code, retryable: true });
    expect(error.message).toMatch(/type/);
  });

  it('leaves an error that already has a code', () => {
    const error = new TroupeError('aborted', 'gone', { retryable: true });
    expect(microphoneError(error)).toBe(error);
  });
});
