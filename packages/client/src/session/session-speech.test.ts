import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentOutput } from '../playout/silent-output.js';
import type { Playhead } from '../playout/speech-output.js';
import type { FakeSocket } from '../testing/fake-socket.js';
import { Stage } from '../testing/stage.js';
import type { SessionOptions } from './session-options.js';
import type { Session } from './session.js';

/** An output in a hidden page: it has a clock of its own. */
class TickingOutput extends SilentOutput {
  /** Sound goes on. */
  tick: () => void = () => undefined;

  override listen(changed: (playhead: Playhead) => void, moved: () => void = () => undefined): void {
    super.listen(changed);
    this.tick = moved;
  }
}

describe('What is heard of a session', () => {
  let stage: Stage;
  let session: Session;
  const socket = (): FakeSocket => stage.socket;
  const flush = (): Promise<void> => stage.flush();
  const connect = (): Promise<void> => stage.connect();
  const make = (options: SessionOptions = {}): void => {
    stage = new Stage(options);
    session = stage.session;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    make();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('reports what is heard, and what was heard when it is stopped', async () => {
    await connect();
    socket().receive({ type: 'speech.start', epoch: 1, utterance: 1, seq: 2 });
    for (let index = 0; index < 100; index++) {
      socket().speak({ seq: 3 + index, epoch: 1, utterance: 1, offset: index * 480 });
    }

    await vi.advanceTimersByTimeAsync(500);
    const moved = socket().messages.filter((message) => message.type === 'playhead.moved');
    expect(moved.length).toBeGreaterThanOrEqual(4);
    expect(session.heard()?.position).toBeCloseTo(500, -1);
    void session.interrupt().catch(() => undefined);
    expect(session.heard()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(300);
    socket().receive({ type: 'turn.interrupted', epoch: 1, seq: 103 });
    await flush();
    const cleared = socket().last('speech.cleared');
    expect(cleared.epoch).toBe(1);
    expect(cleared.position).toBeCloseTo(500, -1);
    socket().speak({ seq: 104, epoch: 1, utterance: 1, offset: 48_000 });
    await vi.advanceTimersByTimeAsync(300);
    expect(session.heard()).toBeUndefined();
  });

  it('says to the sample how much was heard when the server stops it', async () => {
    await connect();
    stage.speak(1, 50);
    await vi.advanceTimersByTimeAsync(333);
    const heard = session.heard()!.position;
    socket().receive({ type: 'turn.interrupted', epoch: 1, resumable: true });
    expect(session.heard()).toBeUndefined();
    await flush();
    const { position } = socket().last('speech.cleared');
    // What faded out in the 5 ms after it was heard too, and the sample it ended with has a number at 24 kHz.
    expect(position! - heard).toBeGreaterThanOrEqual(5);
    expect(position! - heard).toBeLessThan(20);
    expect(position! * 24).toBeCloseTo(Math.round(position! * 24), 6);
  });

  it('plays on in a new epoch what it was stopped in', async () => {
    await connect();
    stage.speak(1, 50);
    await vi.advanceTimersByTimeAsync(300);
    socket().receive({ type: 'turn.interrupted', epoch: 1, resumable: true });
    await flush();
    const { position = 0 } = socket().last('speech.cleared');
    stage.speak(1, 50);
    socket().receive({ type: 'speech.start', epoch: 2, utterance: 2, resumes: { utterance: 1, position } });
    stage.speak(2, 10, { last: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(session.heard()).toMatchObject({ epoch: 2, utterance: 2 });
    await vi.advanceTimersByTimeAsync(300);
    expect(socket().last('playhead.moved')).toMatchObject({ epoch: 2, utterance: 2, position: 200, ended: true });
  });

  it('turns the voice down while somebody may be interrupting, and up again', async () => {
    const blocks: Float32Array[] = [];
    make({ output: new SilentOutput({ onSamples: (block) => blocks.push(block) }) });
    await connect();
    stage.speak(1, 100, { level: 16_384 });
    await vi.advanceTimersByTimeAsync(300);
    socket().receive({ type: 'speech.ducked', epoch: 1, level: -20 });
    await vi.advanceTimersByTimeAsync(300);
    expect(blocks.at(-1)!.at(-1)).toBeCloseTo(0.05, 6);
    expect(session.heard()?.playing).toBe(true);
    socket().receive({ type: 'speech.restored', epoch: 1 });
    await vi.advanceTimersByTimeAsync(300);
    expect(blocks.at(-1)!.at(-1)).toBe(0.5);
  });

  it('tells every 100 to 200 ms how far it was heard, by the clock of the sound where timers are slow', async () => {
    vi.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
    const output = new TickingOutput();
    make({ output });
    await connect();
    stage.speak(1, 100);
    const times: number[] = [];
    for (let time = 50; time <= 1500; time += 50) {
      await vi.advanceTimersByTimeAsync(50);
      const before = socket().messages.length;
      output.tick();
      if (socket().messages.length > before) {
        times.push(time);
      }
    }

    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    expect(times.length).toBeGreaterThan(7);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(200);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
  });

  it('tells again after a loss where it stalled, though nothing plays', async () => {
    await connect();
    stage.speak(1, 10);
    await vi.advanceTimersByTimeAsync(100);
    await stage.reconnect();
    expect(socket().messages.map(({ type }) => type)).toEqual(['session.resume', 'playhead.moved']);
    expect(socket().last('playhead.moved')).toMatchObject({ utterance: 1, position: 200, ended: false });
  });

  it('tells when the whole utterance was heard', async () => {
    await connect();
    for (let index = 0; index < 10; index++) {
      socket().speak({ seq: 2 + index, epoch: 1, utterance: 1, offset: index * 480, last: index === 9 });
    }

    await vi.advanceTimersByTimeAsync(400);
    expect(socket().last('playhead.moved')).toEqual({ type: 'playhead.moved', epoch: 1, utterance: 1, position: 200, ended: true });
  });

  it('tells after a loss what was heard while the line was away', async () => {
    await connect();
    for (let index = 0; index < 10; index++) {
      socket().speak({ seq: 2 + index, epoch: 1, utterance: 1, offset: index * 480, last: index === 9 });
    }

    socket().drop();
    for (let attempt = 0; attempt < 4; attempt++) {
      await vi.advanceTimersByTimeAsync(125 * 2 ** attempt);
      if (attempt < 3) {
        socket().drop();
      }
    }

    socket().open();
    await flush();
    socket().receive({ type: 'session.resumed', session: 's1', from: 12, inputOffset: 0 });
    expect(socket().last('playhead.moved')).toEqual({ type: 'playhead.moved', epoch: 1, utterance: 1, position: 200, ended: true });
  });
});
