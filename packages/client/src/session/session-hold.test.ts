import { TroupeError, type ClientMessage } from '@troupe/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AudioInput, AudioInputRequest } from '../microphone/audio-input.js';
import { Stage } from '../testing/stage.js';

/** A microphone that takes its time: somebody has to allow it. */
class SlowMicrophone implements AudioInput {
  request: AudioInputRequest | undefined;
  #allow: () => void = () => undefined;
  #refuse: (error: TroupeError) => void = () => undefined;

  open(request: AudioInputRequest): Promise<void> {
    this.request = request;
    return new Promise((resolve, reject) => {
      this.#allow = resolve;
      this.#refuse = reject;
      request.signal.addEventListener('abort', () => reject(new TroupeError('aborted', 'Given up.', { retryable: true })));
    });
  }

  async close(): Promise<void> {
    this.request = undefined;
  }

  level(): number {
    return 0;
  }

  allow(): void {
    this.#allow();
  }

  refuse(): void {
    this.#refuse(new TroupeError('microphone_denied', 'No.', { retryable: true }));
  }
}

describe('Push-to-talk', () => {
  let stage: Stage;
  let microphone: SlowMicrophone;
  const record = (count: number): void => {
    for (let index = 0; index < count; index++) {
      microphone.request?.onPacket(new Int16Array(320).fill(index));
    }
  };
  const types = (): ClientMessage['type'][] => stage.socket.messages.map(({ type }) => type).filter((type) => type !== 'session.start');
  const accept = async (type: 'microphone.open' | 'microphone.close'): Promise<void> => {
    stage.socket.receive({ type: 'command.accepted', command: stage.socket.last(type).id });
    await stage.flush();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    microphone = new SlowMicrophone();
    stage = new Stage({ microphone });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes the floor at once and gives it back after the last sound', async () => {
    await stage.connect();
    const pressed = stage.session.openMicrophone({ hold: true });
    await stage.flush();
    expect(stage.socket.last('microphone.open')).toMatchObject({ hold: true });
    microphone.allow();
    await accept('microphone.open');
    await pressed;
    record(3);
    const released = stage.session.closeMicrophone();
    await stage.flush();
    expect(stage.socket.audio.map(({ offset }) => offset)).toEqual([0, 320, 640]);
    expect(types()).toEqual(['microphone.open', 'microphone.close']);
    await accept('microphone.close');
    await released;
  });

  it('silences the presenter before the server has answered, and says where', async () => {
    await stage.connect();
    stage.socket.receive({ type: 'speech.start', epoch: 1, utterance: 1, turn: 1 });
    stage.speak(1, 50);
    await vi.advanceTimersByTimeAsync(300);
    void stage.session.openMicrophone({ hold: true }).catch(() => undefined);
    expect(stage.session.heard()).toBeUndefined();
    stage.socket.receive({ type: 'turn.interrupted', epoch: 1, turn: 1, resumable: false });
    await stage.flush();
    expect(stage.socket.last('speech.cleared').position).toBeGreaterThan(290);
  });

  it('sends what was said before the line was there, and only then that it is over', async () => {
    const pressed = stage.session.openMicrophone({ hold: true }).catch(() => undefined);
    microphone.allow();
    await stage.flush();
    record(15);
    void stage.session.closeMicrophone().catch(() => undefined);
    await stage.connect();
    expect(types()).toEqual(['microphone.open']);
    await vi.advanceTimersByTimeAsync(20);
    expect(stage.socket.audio).toHaveLength(15);
    expect(types()).toEqual(['microphone.open', 'microphone.close']);
    await accept('microphone.open');
    await pressed;
  });

  it('may be let go before the microphone is there', async () => {
    await stage.connect();
    const pressed = stage.session.openMicrophone({ hold: true }).catch((error: TroupeError) => error.code);
    await stage.flush();
    void stage.session.closeMicrophone().catch(() => undefined);
    expect(await pressed).toBe('aborted');
    await stage.flush();
    expect(stage.session.microphone).toBe('closed');
    expect(types()).toEqual(['microphone.open', 'microphone.close']);
  });

  it('can be pressed again at once', async () => {
    await stage.connect();
    void stage.session.openMicrophone({ hold: true }).catch(() => undefined);
    await stage.flush();
    void stage.session.closeMicrophone().catch(() => undefined);
    void stage.session.openMicrophone({ hold: true }).catch(() => undefined);
    await stage.flush();
    microphone.allow();
    await stage.flush();
    record(1);
    expect(types()).toEqual(['microphone.open', 'microphone.close', 'microphone.open']);
    expect(stage.session.microphone).toBe('open');
    expect(stage.socket.audio).toHaveLength(1);
  });

  it('gives the floor back when the microphone is not allowed', async () => {
    await stage.connect();
    const pressed = stage.session.openMicrophone({ hold: true }).catch((error: TroupeError) => error.code);
    await stage.flush();
    microphone.refuse();
    expect(await pressed).toBe('microphone_denied');
    expect(types()).toEqual(['microphone.open', 'microphone.close']);
    expect(stage.session.microphone).toBe('closed');
  });

  it('says that somebody is still here by where the microphone stands', async () => {
    await stage.connect();
    void stage.session.stay();
    expect(types()).toEqual(['microphone.close']);
    void stage.session.openMicrophone().catch(() => undefined);
    microphone.allow();
    await stage.flush();
    void stage.session.stay();
    expect(types()).toEqual(['microphone.close', 'microphone.open', 'microphone.open']);
    expect(stage.socket.last('microphone.open')).toMatchObject({ hold: false });
  });
});
