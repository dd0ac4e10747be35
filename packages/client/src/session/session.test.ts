import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeSocket } from '../testing/fake-socket.js';
import { Stage, type ScriptedMicrophone } from '../testing/stage.js';
import type { Session } from './session.js';

describe('Session', () => {
  let stage: Stage;
  let session: Session;
  let microphone: ScriptedMicrophone;
  const socket = (): FakeSocket => stage.socket;
  const flush = (): Promise<void> => stage.flush();
  const connect = (): Promise<void> => stage.connect();
  const outcome = async (promise: Promise<void>): Promise<string> => {
    const settled = promise.then(
      () => 'accepted',
      (error: { code: string }) => error.code,
    );
    await flush();
    return Promise.race([settled, Promise.resolve('waiting')]);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    stage = new Stage();
    ({ session, microphone } = stage);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('shakes hands and listens', async () => {
    await connect();
    expect(socket().last('session.start')).toMatchObject({
      protocol: 1,
      input: { sampleRate: 16_000, encoding: 'pcm16' },
      output: { sampleRate: 24_000, encoding: 'pcm16' },
    });
    expect(stage.states).toEqual(['connecting', 'listening']);
    expect(session.started?.presenter.name).toBe('Ada');
  });

  it('follows the conversation', async () => {
    await connect();
    for (const state of ['endpointing', 'thinking', 'speaking', 'interrupted', 'listening']) {
      socket().receive({ type: 'state.changed', state });
    }

    expect(stage.states.slice(2)).toEqual(['endpointing', 'thinking', 'speaking', 'interrupted', 'listening']);
  });

  it('resolves a command when it is accepted and rejects it when it is refused', async () => {
    await connect();
    const said = session.say('hello');
    expect(await outcome(said)).toBe('waiting');
    socket().receive({ type: 'command.accepted', command: socket().last('message.send').id });
    expect(await outcome(said)).toBe('accepted');
    const stopped = session.interrupt();
    socket().receive({ type: 'command.refused', command: socket().last('turn.interrupt').id, code: 'out_of_order', message: 'Nothing to stop.', retryable: false });
    await expect(stopped).rejects.toMatchObject({ code: 'out_of_order', message: 'Nothing to stop.', retryable: false });
  });

  it('holds commands that come before the line is there', async () => {
    void session.say('early');
    await connect();
    expect(socket().messages.map((message) => message.type)).toEqual(['session.start', 'message.send']);
  });

  it('gives up waiting when the caller does, and does not send the command again', async () => {
    await connect();
    const waiting = new AbortController();
    const said = session.say('hello', { signal: waiting.signal });
    waiting.abort();
    await expect(said).rejects.toMatchObject({ code: 'aborted' });
    socket().drop();
    await vi.advanceTimersByTimeAsync(200);
    socket().open();
    await flush();
    socket().receive({ type: 'session.resumed', session: 's1', from: 2, inputOffset: 0 });
    expect(socket().messages.map((message) => message.type)).toEqual(['session.resume']);
  });

  it('ignores what it does not know and reports what it cannot read', async () => {
    await connect();
    const errors: string[] = [];
    session.on('error', (error) => errors.push(error.code));
    socket().receive({ type: 'weather.changed', seq: 2 });
    socket().text('{');
    expect(errors).toEqual(['bad_message']);
    expect(session.state).toBe('listening');
  });

  it('comes back by seq and epoch, sends unanswered commands again under their ids, and drops what comes twice', async () => {
    await connect();
    const replies: number[] = [];
    session.on('reply.delta', (message) => replies.push(message.seq));
    socket().receive({ type: 'turn.started', turn: 1, epoch: 3, seq: 2 });
    socket().receive({ type: 'reply.delta', turn: 1, text: 'a', seq: 3 });
    const said = session.say('hello');
    const { id } = socket().last('message.send');
    socket().drop();
    expect(session.state).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(124);
    expect(stage.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket().url).toBe('ws://server/v1/sessions/s1?ticket=again');
    socket().open();
    await flush();
    expect(socket().last('session.resume')).toMatchObject({ seq: 3, epoch: 3, protocol: 1 });
    socket().receive({ type: 'session.resumed', session: 's1', from: 4, inputOffset: 0 });
    expect(socket().last('message.send')).toMatchObject({ id, text: 'hello' });
    socket().receive({ type: 'reply.delta', turn: 1, text: 'a', seq: 3 });
    socket().receive({ type: 'reply.delta', turn: 1, text: 'b', seq: 4 });
    socket().receive({ type: 'command.accepted', command: id, seq: 5 });
    await said;
    expect(replies).toEqual([3, 4]);
    expect(session.state).toBe('listening');
    expect(session.metrics.reconnects).toBe(1);
  });

  it('ends when the line does not come back within the window', async () => {
    await connect();
    const said = session.say('hello').catch((error: { code: string }) => error.code);
    socket().drop();
    for (let second = 0; second < 31; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      socket().drop();
    }

    expect(session.state).toBe('ended');
    expect(session.close).toMatchObject({ reason: 'resumeExpired', retryable: true });
    expect(await said).toBe('session_ended');
  });

  it('ends when the server no longer keeps what was missed', async () => {
    await connect();
    socket().drop();
    await vi.advanceTimersByTimeAsync(125);
    socket().open();
    await flush();
    socket().receive({ type: 'command.refused', command: socket().last('session.resume').id, code: 'resume_gap', message: 'Too late.', retryable: false });
    await flush();
    expect(session.close).toEqual({ reason: 'resumeExpired', message: 'Too late.', retryable: true });
  });

  it('takes a line for lost on which a command is not answered for 10 s', async () => {
    await connect();
    void session.say('hello');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(session.state).toBe('reconnecting');
  });

  it('says why the server ended', async () => {
    await connect();
    socket().receive({ type: 'session.ended', reason: 'idle', seq: 2 });
    expect(session.close).toMatchObject({ reason: 'idle', retryable: true });
    await expect(session.say('late')).rejects.toMatchObject({ code: 'session_ended' });
  });

  it('ends on request', async () => {
    await connect();
    const ended = session.end();
    expect(socket().last('session.end').id).toBeDefined();
    socket().receive({ type: 'command.accepted', command: socket().last('session.end').id });
    await ended;
    expect(session.close?.reason).toBe('clientEnded');
  });

  it('tries three times to begin, then says that the server cannot be reached', async () => {
    const connected = session.connect().catch((error: { code: string }) => error.code);
    for (let attempt = 0; attempt < 3; attempt++) {
      await vi.advanceTimersByTimeAsync(1000);
      socket().drop();
    }

    await flush();
    expect(await connected).toBe('unreachable');
    expect(stage.sockets).toHaveLength(3);
    expect(session.close).toMatchObject({ reason: 'unreachable', retryable: true });
  });

  it('does not insist where the server refuses', async () => {
    const connected = session.connect().catch((error: { code: string }) => error.code);
    await flush();
    socket().open();
    await flush();
    socket().receive({ type: 'command.refused', command: socket().last('session.start').id, code: 'unsupported_protocol', message: 'No.', retryable: false });
    expect(await connected).toBe('unsupported_protocol');
    expect(session.close).toMatchObject({ reason: 'refused', retryable: false });
    expect(stage.sockets).toHaveLength(1);
  });

  it('stops connecting when the caller does', async () => {
    const waiting = new AbortController();
    const connected = session.connect({ signal: waiting.signal }).catch((error: { code: string }) => error.code);
    await flush();
    waiting.abort();
    expect(await connected).toBe('aborted');
    expect(session.close?.reason).toBe('aborted');
  });

  it('records from the click on and sends the first words after the handshake', async () => {
    const opened = session.openMicrophone();
    await flush();
    microphone.request?.onPacket(new Int16Array(320).fill(1));
    microphone.request?.onPacket(new Int16Array(320).fill(2));
    await connect();
    expect(socket().messages.map((message) => message.type)).toEqual(['session.start', 'microphone.open']);
    expect(socket().audio.map((packet) => packet.samples[0])).toEqual([1, 2]);
    socket().receive({ type: 'command.accepted', command: socket().last('microphone.open').id });
    await opened;
    expect(session.microphone).toBe('open');
    expect(session.inputLevel()).toBe(0.25);
  });

  it('sends no sound to a server that agreed to none', async () => {
    void session.openMicrophone().catch(() => undefined);
    await flush();
    microphone.request?.onPacket(new Int16Array(320));
    const connected = session.connect();
    await flush();
    socket().open();
    await flush();
    socket().start({ input: undefined });
    await connected;
    microphone.request?.onPacket(new Int16Array(320));
    expect(socket().last('microphone.open')).toBeDefined();
    expect(socket().audio).toEqual([]);
  });

  it('goes on with the microphone where the server stopped hearing', async () => {
    await connect();
    void session.openMicrophone().catch(() => undefined);
    await flush();
    const speak = (count: number): void => {
      for (let index = 0; index < count; index++) {
        microphone.request?.onPacket(new Int16Array(320));
      }
    };
    speak(4);
    socket().drop();
    speak(2);
    await vi.advanceTimersByTimeAsync(125);
    socket().open();
    await flush();
    socket().receive({ type: 'session.resumed', session: 's1', from: 2, inputOffset: 960 });
    expect(socket().audio.map((packet) => packet.offset)).toEqual([960, 1280, 1600]);
  });

  it('closes the microphone when the server cannot hear', async () => {
    await connect();
    const opened = session.openMicrophone();
    await flush();
    socket().receive({ type: 'command.refused', command: socket().last('microphone.open').id, code: 'engine_unavailable', message: 'No ears.', retryable: true });
    await expect(opened).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(session.microphone).toBe('closed');
    expect(microphone.request).toBeUndefined();
  });
});
