import { vi } from 'vitest';
import type { AudioInput, AudioInputRequest } from '../microphone/audio-input.js';
import { SilentOutput } from '../playout/silent-output.js';
import type { SessionOptions } from '../session/session-options.js';
import { Session } from '../session/session.js';
import { fakeSockets, type FakeSocket } from './fake-socket.js';

/** A microphone whose person is the test. */
export class ScriptedMicrophone implements AudioInput {
  request: AudioInputRequest | undefined;

  async open(request: AudioInputRequest): Promise<void> {
    this.request = request;
  }

  async close(): Promise<void> {
    this.request = undefined;
  }

  level(): number {
    return 0.25;
  }
}

/** A session under fake timers whose server, microphone and ear are the test's. */
export class Stage {
  readonly session: Session;
  readonly sockets: readonly FakeSocket[];
  readonly microphone = new ScriptedMicrophone();
  readonly states: string[] = [];

  constructor(options: SessionOptions = {}) {
    const { sockets, constructor } = fakeSockets();
    this.sockets = sockets;
    this.session = new Session({
      createSession: async () => ({ session: 's1', url: 'ws://server/v1/sessions/s1?ticket=first', expiresAt: '' }),
      output: new SilentOutput(),
      microphone: this.microphone,
      webSocket: constructor,
      random: () => 0.5,
      ...options,
    });
    this.session.on('state', ({ state }) => this.states.push(state));
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  /** Lets promises settle. */
  async flush(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
  }

  async connect(): Promise<void> {
    const connected = this.session.connect();
    await this.flush();
    this.socket.open();
    await this.flush();
    this.socket.start();
    await connected;
  }

  /** The line is lost, and back once the session has tried again. */
  async reconnect(inputOffset = 0): Promise<void> {
    this.socket.drop();
    await vi.advanceTimersByTimeAsync(200);
    this.socket.open();
    await this.flush();
    this.socket.receive({ type: 'session.resumed', session: 's1', from: 2, inputOffset });
  }

  /** The server sends that many packets of an utterance that has its epoch's number. */
  speak(epoch: number, count: number, options: { readonly level?: number; readonly last?: boolean } = {}): void {
    for (let index = 0; index < count; index++) {
      const samples = new Int16Array(480).fill(options.level ?? 0);
      this.socket.speak({ seq: 0, epoch, utterance: epoch, offset: index * 480, last: options.last === true && index === count - 1, samples });
    }
  }
}
