import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { encodeAudio, parseClientMessage, type VisemeSpan } from '@troupe/protocol';
import { build } from 'esbuild';
import { WebSocketServer, type WebSocket } from 'ws';
import { root } from '../../test/browser/support/checkout.js';
import { codeAt, MOUTH_EVERY, MOUTH_OPEN } from './time-code.js';

const RATE = 24_000;
const PACKET = 480;
const PACKET_MILLISECONDS = 20;
/** Milliseconds by which packets are sent ahead of real time, as the server does. */
const LEAD = 200;

const packages = ['protocol', 'client', 'lipsync', 'avatar', 'element'];
const bundles = {
  '/script.js': 'bench/browser/av-sync-script.ts',
  '/troupe-worklets.js': 'packages/client/src/worklets/troupe-worklets.ts',
  '/tap.js': 'bench/browser/tap.ts',
};

/** A server whose speech says at every sample which one it is, and whose mouth opens and closes by the clock. */
export class CodedServer {
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  #socket: WebSocket | undefined;
  #seq = 0;

  private constructor(scripts: ReadonlyMap<string, Uint8Array>, weights: Uint8Array) {
    this.#http = createServer((request, response) => {
      const script = scripts.get(request.url ?? '');
      if (request.method === 'POST') {
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ session: 's1', url: '/v1/sessions/s1?ticket=a', expiresAt: '' }));
      } else if (request.url === '/lips.tlip') {
        response.end(weights);
      } else {
        response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
        response.end(script ?? '<!doctype html><title>Bench</title><style>troupe-presenter{display:block;inline-size:900px;block-size:700px}</style><script type="module" src="/script.js"></script>');
      }
    });
    this.#sockets = new WebSocketServer({ server: this.#http });
    this.#sockets.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data, binary) => {
        const message = binary ? undefined : parseClientMessage(String(data));
        if (message?.type === 'session.start') {
          this.#say({
            type: 'session.started',
            session: 's1',
            protocol: 1,
            resumeUrl: '/v1/sessions/s1?ticket=b',
            output: { sampleRate: RATE },
            presenter: { name: 'Ada', disclosure: 'AI presenter', locale: 'en' },
            rig: { visemes: [], blendShapes: [] },
            engines: [],
            limits: { resumeWindow: 5000 },
          });
        } else if (message !== undefined && 'id' in message) {
          this.#say({ type: 'command.accepted', command: message.id });
        }
      });
    });
  }

  /** Starts it. */
  static async start(): Promise<CodedServer> {
    const alias = Object.fromEntries(packages.map((name) => [`@troupe/${name}`, `${root}/packages/${name}/src/index.ts`]));
    const scripts = new Map<string, Uint8Array>();
    for (const [path, source] of Object.entries(bundles)) {
      const { outputFiles } = await build({ entryPoints: [`${root}/${source}`], bundle: true, format: 'esm', target: 'es2022', write: false, alias });
      scripts.set(path, outputFiles[0]!.contents);
    }

    const server = new CodedServer(scripts, await readFile(`${root}/src/Troupe.Conversation/Acting/Listening/LipNet.bin`));
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  /** Where the page is. */
  get address(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`;
  }

  /**
   * Says an utterance in real time.
   *
   * @param number Its epoch and its number.
   * @param milliseconds Its length.
   * @param gap Holds packets back from a position on, for a time; both in milliseconds. Default: not.
   */
  async speak(number: number, milliseconds: number, gap?: { readonly at: number; readonly for: number }): Promise<void> {
    const of = { epoch: number, utterance: number };
    const visemes: VisemeSpan[] = Array.from({ length: milliseconds / MOUTH_EVERY }, (_, index) => ({ viseme: 10, start: index * MOUTH_EVERY, duration: MOUTH_OPEN, weight: 1 }));
    this.#say({ type: 'speech.start', turn: number, ...of });
    this.#say({ type: 'speech.delta', ...of, visemes });
    const began = performance.now();
    const packets = milliseconds / PACKET_MILLISECONDS;
    for (let index = 0; index < packets; index++) {
      const late = gap !== undefined && index * PACKET_MILLISECONDS >= gap.at ? gap.for : 0;
      const wait = began + index * PACKET_MILLISECONDS - LEAD + late - performance.now();
      if (wait > 0) await pause(wait);
      const offset = index * PACKET;
      const samples = Int16Array.from({ length: PACKET }, (_, sample) => Math.round(codeAt(((offset + sample) * 1000) / RATE) * 32_768));
      this.#socket?.send(encodeAudio({ kind: 'speech', ...of, offset, seq: ++this.#seq, last: index === packets - 1, samples }));
    }

    this.#say({ type: 'speech.end', ...of, duration: milliseconds });
    await pause(Math.max(0, began + milliseconds + (gap?.for ?? 0) - performance.now()));
  }

  /** Stops it. */
  async stop(): Promise<void> {
    this.#sockets.clients.forEach((socket) => socket.terminate());
    this.#sockets.close();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #say(message: object): void {
    this.#socket?.send(JSON.stringify({ at: 0, ...message, seq: ++this.#seq }));
  }
}
