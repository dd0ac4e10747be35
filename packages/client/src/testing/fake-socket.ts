import { decodeAudio, encodeAudio, parseClientMessage, type AudioPacket, type ClientMessage, type SessionStarted } from '@troupe/protocol';
import type { WebSocketConstructor, WebSocketLike } from '../transport/web-socket-like.js';

type Listeners = Record<'open' | 'error' | 'message' | 'close', ((event: never) => void)[]>;

/** A WebSocket whose other end is the test. */
export class FakeSocket implements WebSocketLike {
  binaryType = 'blob';
  readyState = 0;
  bufferedAmount = 0;
  readonly url: string;
  readonly messages: ClientMessage[] = [];
  readonly audio: AudioPacket[] = [];
  readonly #listeners: Listeners = { open: [], error: [], message: [], close: [] };

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: keyof Listeners, listener: (event: never) => void): void {
    this.#listeners[type].push(listener);
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (typeof data === 'string') {
      this.messages.push(parseClientMessage(data)!);
    } else {
      this.audio.push(decodeAudio(data)!);
    }
  }

  close(): void {
    this.drop();
  }

  /** The server accepts the socket. */
  open(): void {
    this.readyState = 1;
    this.#tell('open', {});
  }

  /** The socket is lost, or does not open. */
  drop(): void {
    if (this.readyState !== 3) {
      this.readyState = 3;
      this.#tell('close', { code: 1006, reason: '' });
    }
  }

  /** The server sends text. */
  text(data: string): void {
    this.#tell('message', { data });
  }

  /** The server sends a message. */
  receive(message: { type: string; seq?: number; at?: number } & Partial<Record<string, unknown>>): void {
    this.#json(message);
  }

  /** The server sends speech. */
  speak(packet: Pick<AudioPacket, 'seq' | 'epoch' | 'utterance' | 'offset'> & { last?: boolean; samples?: Int16Array }): void {
    this.#tell('message', { data: encodeAudio({ kind: 'speech', samples: new Int16Array(480), ...packet }).buffer });
  }

  /** The last message of a type that the client sent. */
  last<Type extends ClientMessage['type']>(type: Type): Extract<ClientMessage, { type: Type }> {
    return this.messages.findLast((message) => message.type === type) as Extract<ClientMessage, { type: Type }>;
  }

  /** Answers the handshake of a new session. */
  start(changes: { readonly [Name in keyof SessionStarted]?: SessionStarted[Name] | undefined } = {}): void {
    const started = {
      type: 'session.started',
      seq: 1,
      at: 0,
      session: 's1',
      protocol: 1,
      resumeUrl: 'ws://server/v1/sessions/s1?ticket=again',
      input: { sampleRate: 16_000 },
      output: { sampleRate: 24_000 },
      presenter: { name: 'Ada', disclosure: 'AI presenter', locale: 'en' },
      rig: { visemes: [], blendShapes: [] },
      engines: [],
      limits: { resumeWindow: 30_000 },
      ...changes,
    };
    this.#json(started);
  }

  #json(message: object): void {
    this.text(JSON.stringify({ seq: 0, at: 0, ...message }));
  }

  #tell(type: keyof Listeners, event: unknown): void {
    this.#listeners[type].forEach((listener) => listener(event as never));
  }
}

/** Sockets in the order in which the client opened them. */
export function fakeSockets(): { sockets: FakeSocket[]; constructor: WebSocketConstructor } {
  const sockets: FakeSocket[] = [];
  return {
    sockets,
    constructor: class extends FakeSocket {
      constructor(url: string) {
        super(url);
        sockets.push(this);
      }
    },
  };
}
