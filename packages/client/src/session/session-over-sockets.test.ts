import { encodeAudio, parseClientMessage, type ClientMessage } from '@troupe/protocol';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SilentOutput } from '../playout/silent-output.js';
import { Session } from './session.js';

/** A server small enough to read: one session, one spoken answer of 300 ms, resume by seq. */
class SmallServer {
  readonly http: Server;
  readonly received: ClientMessage[] = [];
  readonly #sockets: WebSocketServer;
  readonly #sent: (string | Uint8Array)[] = [];
  #socket: WebSocket | undefined;

  constructor() {
    this.http = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'POST' && request.url === '/v1/sessions') {
        response.writeHead(201).end(JSON.stringify({ session: 's1', url: '/v1/sessions/s1?ticket=a', expiresAt: '' }));
      } else {
        response.writeHead(404).end(JSON.stringify({ code: 'not_found', title: 'Nothing here.' }));
      }
    });
    this.#sockets = new WebSocketServer({ server: this.http });
    this.#sockets.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data, binary) => {
        if (!binary) {
          this.#answer(parseClientMessage(String(data))!);
        }
      });
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => this.http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(this.http.address() as AddressInfo).port}`)));
  }

  /** Loses the socket as a dead network does. */
  lose(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  async close(): Promise<void> {
    this.#sockets.clients.forEach((socket) => socket.terminate());
    this.#sockets.close();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** Says what follows also into a lost socket; it is sent again on a resume. */
  send(message: object): void {
    this.#push(JSON.stringify({ at: 0, ...message, seq: this.#sent.length + 1 }));
  }

  #push(frame: string | Uint8Array): void {
    this.#sent.push(frame);
    this.#socket?.send(frame);
  }

  #answer(message: ClientMessage): void {
    this.received.push(message);
    if (message.type === 'session.start') {
      this.send({
        type: 'session.started',
        session: 's1',
        protocol: 1,
        resumeUrl: '/v1/sessions/s1?ticket=b',
        output: { sampleRate: 24_000 },
        presenter: { name: 'Ada', disclosure: 'AI presenter', locale: 'en' },
        rig: { visemes: [], blendShapes: [] },
        engines: [],
        limits: { resumeWindow: 5000 },
      });
    } else if (message.type === 'session.resume') {
      this.#socket?.send(JSON.stringify({ type: 'session.resumed', session: 's1', from: message.seq + 1, inputOffset: 0, seq: 0, at: 0 }));
      this.#sent.slice(message.seq).forEach((frame) => this.#socket?.send(frame));
    } else if ('id' in message) {
      this.send({ type: 'command.accepted', command: message.id });
      if (message.type === 'message.send') {
        this.#speak();
      } else if (message.type === 'session.end') {
        this.send({ type: 'session.ended', reason: 'clientEnded' });
      }
    }
  }

  #speak(): void {
    this.send({ type: 'turn.started', turn: 1, epoch: 1 });
    this.send({ type: 'speech.start', turn: 1, epoch: 1, utterance: 1 });
    for (let packet = 0; packet < 15; packet++) {
      const samples = new Int16Array(480).fill(8000);
      this.#push(encodeAudio({ kind: 'speech', epoch: 1, utterance: 1, offset: packet * 480, seq: this.#sent.length + 1, last: packet === 14, samples }));
    }
  }
}

let server: SmallServer;
let address: string;

beforeEach(async () => {
  server = new SmallServer();
  address = await server.listen();
});

afterEach(() => server.close());

it('holds a conversation in Node, loses the socket in it and loses nothing else', async () => {
  const heard: Float32Array[] = [];
  const session = new Session({ server: address, webSocket: WebSocket, output: new SilentOutput({ onSamples: (block) => heard.push(block) }) });
  await session.connect();
  const replies: string[] = [];
  session.on('reply.delta', ({ text }) => replies.push(text));
  const ended = new Promise<void>((resolve) =>
    session.on('playhead', (playhead) => {
      if (playhead.ended) {
        resolve();
      }
    }),
  );
  const resumed = new Promise<void>((resolve) => session.on('state', ({ previous }) => previous === 'reconnecting' && resolve()));

  await session.say('hello');
  server.send({ type: 'reply.delta', turn: 1, text: 'one ' });
  server.lose();
  server.send({ type: 'reply.delta', turn: 1, text: 'two' });
  await Promise.all([ended, resumed]);

  expect(replies).toEqual(['one ', 'two']);
  expect(session.metrics.reconnects).toBe(1);
  expect(heard.flatMap((block) => [...block]).filter((sample) => sample !== 0)).toHaveLength(7200);
  await session.end();
  expect(session.close?.reason).toBe('clientEnded');
  expect(server.received.findLast((message) => message.type === 'playhead.moved')).toMatchObject({ position: 300, ended: true });
});

it('names a refusal over HTTP by its code', async () => {
  const session = new Session({ server: `${address}/elsewhere`, webSocket: WebSocket });
  await expect(session.connect()).rejects.toMatchObject({ code: 'not_found', message: 'Nothing here.', retryable: false });
});
