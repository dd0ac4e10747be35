import type { ClientMessage, ServerMessage } from '@troupe/protocol';
import type { Visit } from './visit.js';

/** What the page offers to a script. */
export interface Script {
  /** What the client sent, and when. */
  readonly sent: { readonly at: number; readonly message: ClientMessage }[];
  /** Whether commands are accepted. */
  accepting: boolean;
  /** The server says something. */
  readonly say: (message: object) => void;
  /** The server sends a hum of a length in milliseconds as speech; an utterance has its epoch's number. */
  readonly hum: (epoch: number, milliseconds: number) => void;
}

declare global {
  interface Window {
    troupeScript: Script;
  }
}

/** Runs in the page before its own code, so it holds everything that it needs: the server's end of the socket is the test's. */
export function installScriptedServer(): void {
  const rate = 24_000;
  let socket: ScriptedSocket | undefined;
  let seq = 0;

  class ScriptedSocket extends EventTarget {
    binaryType = 'blob';
    readyState = 0;
    readonly bufferedAmount = 0;

    constructor() {
      super();
      socket = this;
      setTimeout(() => {
        this.readyState = 1;
        this.dispatchEvent(new Event('open'));
      });
    }

    send(data: unknown): void {
      if (typeof data === 'string') {
        const message = JSON.parse(data) as ClientMessage;
        script.sent.push({ at: performance.now(), message });
        if (message.type === 'session.start') {
          script.say({
            type: 'session.started',
            session: 's1',
            protocol: 1,
            resumeUrl: 'ws://server/again',
            input: { sampleRate: 16_000 },
            output: { sampleRate: rate },
            presenter: { name: 'Ada', disclosure: 'AI presenter', locale: 'en' },
            rig: { visemes: [], blendShapes: [] },
            engines: [],
            limits: { resumeWindow: 30_000 },
          });
        } else if ('id' in message && script.accepting) {
          script.say({ type: 'command.accepted', command: message.id });
        }
      }
    }

    close(): void {
      this.readyState = 3;
      this.dispatchEvent(new CloseEvent('close'));
    }
  }

  const receive = (data: unknown): void => void socket?.dispatchEvent(new MessageEvent('message', { data }));
  const script: Script = {
    sent: [],
    accepting: true,
    say: (message) => receive(JSON.stringify({ seq: ++seq, at: 0, ...message })),
    hum: (epoch, milliseconds) => {
      const packets = milliseconds / 20;
      for (let index = 0; index < packets; index++) {
        const frame = new DataView(new ArrayBuffer(24 + 960));
        frame.setUint8(0, 1);
        frame.setUint8(1, index === packets - 1 ? 1 : 0);
        frame.setUint32(4, epoch, true);
        frame.setUint32(8, epoch, true);
        frame.setUint32(12, index * 480, true);
        frame.setBigUint64(16, BigInt(++seq), true);
        for (let sample = 0; sample < 480; sample++) {
          frame.setInt16(24 + sample * 2, 12_000 * Math.sin((2 * Math.PI * 200 * (index * 480 + sample)) / rate), true);
        }

        receive(frame.buffer);
      }
    },
  };
  window.troupeScript = script;
  window.WebSocket = ScriptedSocket as unknown as typeof WebSocket;
}

/** The server's side of a visit that {@link installScriptedServer} prepared. */
export class ScriptedServer {
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** Begins the session. */
  async begin(): Promise<void> {
    await this.#visit.page.evaluate(() => document.querySelector<HTMLElement & { connect(): Promise<void> }>('troupe-presenter')!.connect());
    await this.#visit.state('listening');
  }

  /** Says messages, one after the other. Returns when, by the page's clock. */
  say(...messages: readonly (Partial<ServerMessage> & { readonly type: ServerMessage['type'] } & Record<string, unknown>)[]): Promise<number> {
    return this.#visit.page.evaluate((all) => {
      all.forEach((message) => window.troupeScript.say(message));
      return performance.now();
    }, messages);
  }

  /** Sends a hum as speech. */
  hum(epoch: number, milliseconds: number): Promise<void> {
    return this.#visit.page.evaluate(([of, length]) => window.troupeScript.hum(of, length), [epoch, milliseconds] as const);
  }

  /** What the client sent of a type. */
  async sent<Type extends ClientMessage['type']>(type: Type): Promise<readonly { readonly at: number; readonly message: Extract<ClientMessage, { type: Type }> }[]> {
    const all = await this.#visit.page.evaluate(() => window.troupeScript.sent);
    return all.filter((entry): entry is { at: number; message: Extract<ClientMessage, { type: Type }> } => entry.message.type === type);
  }

  /** Waits until the client has sent that many of a type. */
  async until(type: ClientMessage['type'], count: number): Promise<void> {
    await this.#visit.page.waitForFunction(
      ([wanted, times]) => window.troupeScript.sent.filter(({ message }) => message.type === wanted).length >= times,
      [type, count] as const,
    );
  }
}
