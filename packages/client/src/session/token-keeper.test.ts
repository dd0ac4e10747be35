import { TroupeError } from '@troupe/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stage } from '../testing/stage.js';
import { createSessionAt } from './create-session.js';

describe('A session with tokens', () => {
  let tokens: (string | TroupeError)[];
  let stage: Stage;
  const getToken = async (): Promise<string> => {
    const token = tokens.shift() ?? 'none left';
    if (token instanceof TroupeError) {
      throw token;
    }

    return token;
  };
  const expiring = (remaining: number): void => stage.socket.receive({ type: 'token.expiring', expiresAt: '2027-01-01T00:00:00Z', remaining });

  beforeEach(() => {
    vi.useFakeTimers();
    tokens = ['second', 'third'];
    stage = new Stage({ getToken });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends its token where it makes the session', async () => {
    const asked: Request[] = [];
    const create = createSessionAt('https://presenter.example', {
      getToken: async () => 'first',
      fetch: async (input, init) => {
        asked.push(new Request(input as URL, init));
        return Response.json({ session: 's1', url: 'wss://presenter.example/v1/sessions/s1?ticket=a', expiresAt: '' });
      },
    });
    await create(new AbortController().signal);
    expect(asked[0]!.headers.get('authorization')).toBe('Bearer first');
  });

  it('gives the server a new token when half of the life of the old one is over, without a gap', async () => {
    await stage.connect();
    expiring(300_000);
    await stage.flush();
    expect(stage.socket.last('session.refresh')).toMatchObject({ token: 'second' });
    stage.socket.receive({ type: 'command.accepted', command: stage.socket.last('session.refresh').id });
    stage.socket.receive({ type: 'token.renewed', expiresAt: '2027-01-01T00:10:00Z', resumeUrl: 'ws://server/v1/sessions/s1?ticket=newer' });
    expect(stage.states).toEqual(['connecting', 'listening']);

    stage.socket.drop();
    await vi.advanceTimersByTimeAsync(200);
    expect(stage.socket.url).toBe('ws://server/v1/sessions/s1?ticket=newer');
  });

  it('tries again while the old token is good', async () => {
    tokens = [new TroupeError('unreachable', 'No network.', { retryable: true }), 'third'];
    await stage.connect();
    expiring(300_000);
    await stage.flush();
    expect(stage.socket.messages.some(({ type }) => type === 'session.refresh')).toBe(false);
    await vi.advanceTimersByTimeAsync(250);
    expect(stage.socket.last('session.refresh')).toMatchObject({ token: 'third' });
  });

  it('says so when the server does not take the token', async () => {
    const errors: string[] = [];
    stage.session.on('error', ({ code }) => errors.push(code));
    await stage.connect();
    expiring(300_000);
    await stage.flush();
    stage.socket.receive({ type: 'command.refused', command: stage.socket.last('session.refresh').id, code: 'unauthorized', message: 'Another subject.', retryable: false });
    await stage.flush();
    expect(errors).toEqual(['token_expired']);
  });

  it('names why it ended', async () => {
    await stage.connect();
    stage.socket.receive({ type: 'session.ended', reason: 'tokenRevoked', message: 'The permission to talk was withdrawn.' });
    expect(stage.session.close).toEqual({ reason: 'tokenRevoked', message: 'The permission to talk was withdrawn.', retryable: false });
  });
});
