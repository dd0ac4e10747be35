import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { ControlClient, type ControlClientOptions, type Pushed } from './index.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Connection = (response: ServerResponse) => void;

/** A server of node:http whose connections are played in turn, and what each was asked with. */
async function serve(connections: readonly Connection[], options: Partial<ControlClientOptions> = {}): Promise<{ client: ControlClient; seen: (string | undefined)[] }> {
  const seen: (string | undefined)[] = [];
  const due = [...connections];
  server = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization ?? '-'}`);
    due.shift()?.(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { client: new ControlClient({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...options }), seen };
}

const begin = (after: number): string => `id: ${after}\nevent: begin\ndata: {"after":${after},"type":"subscription.began"}\n\n`;
const fact = (position: number): string => `id: ${position}\ndata: ${JSON.stringify({ position, subject: 'presenter', id: 'ruth', version: position, type: 'presenter.renamed', at: '', data: {} })}\n\n`;
const end = (code: string, retryable: boolean): string => `event: end\ndata: ${JSON.stringify({ code, detail: 'It ended.', retryable, type: 'subscription.ended' })}\n\n`;
const tell =
  (text: string, then: 'end' | 'break' | 'stay' = 'end'): Connection =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(text, () => (then === 'end' ? response.end() : then === 'break' ? setTimeout(() => response.destroy(), 20) : undefined));
  };
const refuse =
  (status: number, code: string, retryable = false, headers: Record<string, string> = {}): Connection =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ title: 'No.', status, code, retryable }));

async function hear(told: AsyncIterable<Pushed>, count = Infinity): Promise<(number | undefined)[]> {
  const positions = [];
  for await (const { position } of told) {
    if (positions.push(position) === count) {
      break;
    }
  }

  return positions;
}

it('goes on after the last position when a connection ends, breaks, or is told to come back', async () => {
  const resume = 'id: 4\nevent: resume\ndata: {"after":4}\n\n';
  const { client, seen } = await serve([tell(begin(1) + fact(2)), tell(begin(2) + fact(3) + 'id: 4\ndata: {"pos', 'break'), tell(begin(3) + fact(4) + resume), tell(begin(4) + fact(5))]);
  expect(await hear(client.subscribe({ presenter: 'ruth' }), 4)).toEqual([2, 3, 4, 5]);
  expect(seen).toEqual(['/v1/subscriptions?presenter=ruth -', '/v1/subscriptions?presenter=ruth&after=2 -', '/v1/subscriptions?presenter=ruth&after=3 -', '/v1/subscriptions?presenter=ruth&after=4 -']);
});

it('knows where it began before anything was told', async () => {
  const { client, seen } = await serve([tell(begin(7), 'break'), tell(begin(7) + fact(8))]);
  expect(await hear(client.subscribe(), 1)).toEqual([8]);
  expect(seen[1]).toBe('/v1/subscriptions?after=7 -');
});

it('asks for another token when one expires, however often', async () => {
  const tokens = ['a', 'b', 'c', 'd', 'e', 'f'];
  const expiring = [1, 2, 3, 4, 5].map((position) => tell(begin(position - 1) + fact(position) + end('token_expired', true)));
  const { client, seen } = await serve([...expiring, tell(begin(5) + fact(6))], { credential: () => tokens.shift()! });
  expect(await hear(client.subscribe(), 6)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(seen.map((request) => request!.split(' ')[2])).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it.each([
  ['a token that is revoked', [tell(begin(0) + fact(1) + end('token_revoked', false))], { code: 'token_revoked', message: 'It ended.', retryable: false }],
  ['a fixed token that expires', [tell(begin(0) + end('token_expired', true))], { code: 'token_expired', retryable: true }],
  ['a missing scope', [refuse(403, 'missing_scope')], { code: 'missing_scope' }],
  ['a credential that is held back for longer than patience', [tell(begin(0) + end('abnormal_usage', true)), refuse(429, 'abnormal_usage', true, { 'retry-after': '300' })], { code: 'abnormal_usage', retryAfter: 300 }],
])('ends with %s', async (_, connections, error) => {
  const { client, seen } = await serve(connections, { credential: 'fixed' });
  await expect(hear(client.subscribe())).rejects.toMatchObject(error);
  expect(seen).toHaveLength(connections.length);
});

it('gives up a server that was never there, and waits for one that was', async () => {
  const nowhere = new ControlClient({ server: 'http://127.0.0.1:9', attempts: 1 });
  await expect(hear(nowhere.subscribe())).rejects.toMatchObject({ code: 'unreachable' });
  const drop: Connection = (response) => response.destroy();
  const { client } = await serve([tell(begin(0) + fact(1)), drop, drop, refuse(503, 'overloaded', true), tell(begin(1) + fact(2))], { attempts: 1 });
  expect(await hear(client.subscribe(), 2)).toEqual([1, 2]);
});

it('ends when the signal fires, and closes the connection when it is left', async () => {
  const { client } = await serve([tell(begin(0), 'stay'), tell(begin(0) + fact(1), 'stay')]);
  await expect(hear(client.subscribe({ signal: AbortSignal.timeout(50) }))).rejects.toMatchObject({ code: 'aborted' });
  const closed = new Promise((resolve) => server!.once('request', (request) => request.socket.once('close', resolve)));
  expect(await hear(client.subscribe(), 1)).toEqual([1]);
  await closed;
});
