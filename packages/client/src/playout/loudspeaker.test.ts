import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlayoutCommand, PlayoutMessage } from '../worklets/messages.js';
import type { AudioHost } from './audio-host.js';
import { Loudspeaker } from './loudspeaker.js';

/** The node of the sound's thread, whose other end is the test. */
class FakeNode {
  readonly commands: PlayoutCommand[] = [];
  readonly port = {
    postMessage: (command: PlayoutCommand): void => void this.commands.push(command),
    onmessage: (_: { data: PlayoutMessage }): void => undefined,
  };

  connect(next: unknown): unknown {
    return next;
  }

  disconnect(): void {
    this.commands.length = 0;
  }
}

describe('Loudspeaker', () => {
  const context = { state: 'running', currentTime: 0, outputLatency: 0.03, baseLatency: 0.01, destination: {} };
  let node: FakeNode;
  let loudspeaker: Loudspeaker;
  const tell = (message: PlayoutMessage): void => node.port.onmessage({ data: message });
  const report = (position: number): PlayoutMessage => ({
    kind: 'report',
    report: { epoch: 1, utterance: 1, position, time: context.currentTime, playing: true, ended: false, target: 60, buffered: 0, underruns: 0 },
  });
  const push = (): void => loudspeaker.push({ kind: 'speech', epoch: 1, utterance: 1, offset: 0, seq: 1, last: false, samples: new Int16Array(480) });
  const outcome = async (cleared: Promise<number>): Promise<number | undefined> => {
    await vi.advanceTimersByTimeAsync(0);
    return Promise.race([cleared, Promise.resolve(undefined)]);
  };

  beforeEach(async () => {
    vi.useFakeTimers();
    Object.assign(context, { state: 'running', currentTime: 10 });
    node = new FakeNode();
    vi.stubGlobal('AudioWorkletNode', class {
      constructor() {
        return node;
      }
    });
    vi.stubGlobal('AnalyserNode', FakeNode);
    const host = { open: async () => context, close: async () => undefined } as unknown as AudioHost;
    loudspeaker = new Loudspeaker(host);
    await loudspeaker.open(new AbortController().signal);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('says where it was silenced when the sound says it', async () => {
    push();
    const cleared = loudspeaker.clear(1);
    expect(await outcome(cleared)).toBeUndefined();
    tell({ kind: 'cleared', epoch: 1, position: 123.5 });
    expect(await cleared).toBe(123.5);
  });

  it('says what was heard by the clock when the sound does not answer', async () => {
    push();
    tell(report(0));
    context.currentTime = 10.23;
    const cleared = loudspeaker.clear(1);
    await vi.advanceTimersByTimeAsync(150);
    expect(await cleared).toBeCloseTo(200, 6);
  });

  it.each([
    ['nothing of the epoch came', 2, 'running'],
    ['the browser holds sound back', 1, 'suspended'],
  ])('does not wait where %s', async (_, epoch, state) => {
    push();
    context.state = state;
    expect(await outcome(loudspeaker.clear(epoch))).toBe(0);
    expect(node.commands.at(-1)).toEqual({ kind: 'clear', epoch });
  });

  it('turns down by decibels within 10 ms, and up again within 100 ms', () => {
    loudspeaker.duck(1, -20);
    loudspeaker.restore(1);
    expect(node.commands).toEqual([
      { kind: 'level', epoch: 1, gain: 0.1, seconds: 0.01 },
      { kind: 'level', epoch: 1, gain: 1, seconds: 0.1 },
    ]);
  });

  it('looks whenever the sound ticks', () => {
    let looked = 0;
    const changes: number[] = [];
    loudspeaker.listen(
      ({ position }) => changes.push(position),
      () => looked++,
    );
    push();
    tell(report(0));
    expect(changes).toEqual([]);
    context.currentTime = 10.04;
    tell({ kind: 'tick' });
    expect(changes[0]).toBeCloseTo(10, 6);
    expect(looked).toBe(2);
  });
});
