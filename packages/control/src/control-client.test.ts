import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { ControlClient, HeldError, TroupeError, type ControlClientOptions, type PresenterView } from './index.js';

interface Seen {
  readonly request: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server of node:http that gives the answers in turn ('lost' drops the connection), and what it was asked. */
async function serve(answers: readonly (Answer | 'lost')[], options: Partial<ControlClientOptions> = {}): Promise<{ client: ControlClient; seen: Seen[] }> {
  const seen: Seen[] = [];
  const due = [...answers];
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) {
      pieces.push(piece as Buffer);
    }

    const text = Buffer.concat(pieces).toString();
    seen.push({ request: `${request.method} ${request.url}`, headers: request.headers, body: text === '' ? undefined : JSON.parse(text) });
    const answer = due.shift() ?? {};
    if (answer === 'lost') {
      request.socket.destroy();
    } else {
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { client: new ControlClient({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, ...options }), seen };
}

const view = { id: 'weather', name: 'Weather', version: 3 } as PresenterView;
const problem = (status: number, code: string, more: object = {}): Answer => ({ status, body: { title: 'No.', status, code, retryable: false, ...more } });

it('puts ids, queries and the credential where they belong', async () => {
  const { client, seen } = await serve([{ body: { changes: [] } }], { credential: 'trp_key' });
  await client.presenters.diff('a b/c', { from: 1, to: 2 });
  expect(seen[0]?.request).toBe('GET /v1/presenters/a%20b%2Fc/diff?from=1&to=2');
  expect(seen[0]?.headers.authorization).toBe('Bearer trp_key');
  expect(seen[0]?.headers['idempotency-key']).toBeUndefined();
});

it('guards by the version of a view, and not by an id', async () => {
  const { client, seen } = await serve([{}, {}, {}, {}]);
  await client.presenters.changeLook(view, { outfit: 'raincoat' }, { why: 'It rains.' });
  await client.presenters.changeLook('weather', { outfit: 'raincoat' });
  await client.presenters.get(view);
  await client.policy.rollBack({ version: 1 }, { version: 7 });
  expect(seen.map(({ request, headers }) => [request, headers['if-match']])).toEqual([
    ['PATCH /v1/presenters/weather/look', '"3"'],
    ['PATCH /v1/presenters/weather/look', '*'],
    ['GET /v1/presenters/weather', undefined],
    ['POST /v1/policy/rollback', '"7"'],
  ]);
  expect(seen[0]?.headers['troupe-why']).toBe('It rains.');
  expect(seen[0]?.body).toEqual({ outfit: 'raincoat' });
});

it('names a change once and sends it again under that name', async () => {
  const { client, seen } = await serve(['lost', problem(503, 'overloaded', { retryable: true }), { status: 201, body: view }]);
  expect(await client.presenters.create({ name: 'Weather' })).toEqual(view);
  const names = seen.map(({ headers }) => headers['idempotency-key']);
  expect(names).toHaveLength(3);
  expect(new Set(names).size).toBe(1);
  expect(names[0]).toMatch(/^[0-9a-f]{32}$/);
});

it('does not repeat what cannot succeed, and lists the reasons', async () => {
  const reasons = [{ code: 'unknown_outfit', detail: 'There is no such outfit.', field: '/outfit' }];
  const { client, seen } = await serve([problem(422, 'invalid_command', { detail: 'There is no such outfit.', reasons })]);
  const error = await client.presenters.changeLook(view, { outfit: 'none' }).catch((thrown: unknown) => thrown);
  expect(TroupeError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ code: 'invalid_command', message: 'There is no such outfit.', retryable: false, reasons, retryAfter: undefined });
  expect(seen).toHaveLength(1);
});

it('believes a server that asks for a wait, and leaves one beyond patience to the caller', async () => {
  const busy = { retryable: true };
  const { client, seen } = await serve(
    [
      { ...problem(429, 'quota_exceeded', busy), headers: { 'retry-after': '1' } },
      {},
      { ...problem(429, 'quota_exceeded', busy), headers: { ratelimit: '"command";r=0;t=31' } },
      { status: 502, body: '<html>', headers: { 'retry-after': '40' } },
    ],
    { patience: 5 },
  );
  const began = performance.now();
  await client.limits.show();
  expect(performance.now() - began).toBeGreaterThan(990);
  await expect(client.limits.show()).rejects.toMatchObject({ code: 'quota_exceeded', retryAfter: 31 });
  await expect(client.limits.show()).rejects.toMatchObject({ code: 'server_error', retryable: true, retryAfter: 40 });
  expect(seen).toHaveLength(4);
});

it('shows no credential where the environment gives an empty one', async () => {
  const { client, seen } = await serve([{ body: { changes: [] } }], { credential: '' });
  await client.presenters.diff('weather');
  expect(seen[0]?.headers.authorization).toBeUndefined();
});

it('asks for the credential before every attempt, and does not repeat an expired one that is fixed', async () => {
  const expired = problem(401, 'token_expired', { retryable: true });
  const tokens = ['old', 'young'];
  const { client, seen } = await serve([expired, {}, expired], { credential: async () => tokens.shift() ?? 'none' });
  await client.limits.show();
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer young']);
  const fixed = await serve([expired], { credential: 'old' });
  await expect(fixed.client.limits.show()).rejects.toMatchObject({ code: 'token_expired' });
});

it('reads a list page by page, only as far as it is wanted', async () => {
  const pages = [{ body: { items: [{ id: 'a' }, { id: 'b' }], next: 'b' } }, { body: { items: [{ id: 'c' }, { id: 'd' }], next: 'd' } }];
  const { client, seen } = await serve(pages);
  const ids: string[] = [];
  for await (const presenter of client.presenters.list({ archived: true, limit: 2 })) {
    ids.push(presenter.id);
    if (presenter.id === 'c') {
      break;
    }
  }

  expect(ids).toEqual(['a', 'b', 'c']);
  expect(seen.map(({ request }) => request)).toEqual(['GET /v1/presenters?limit=2&archived=true', 'GET /v1/presenters?after=b&limit=2&archived=true']);
});

it('gives up when the signal fires: before, while waiting for an answer, and between attempts', async () => {
  const { client } = await serve([{ ...problem(503, 'overloaded', { retryable: true }), headers: { 'retry-after': '20' } }]);
  await expect(client.limits.show({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  await expect(client.limits.show({ signal: AbortSignal.timeout(100) })).rejects.toMatchObject({ code: 'aborted' });
  const never = new ControlClient({ server: 'http://nowhere', fetch: (_, init) => new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))) });
  await expect(never.limits.show({ signal: AbortSignal.timeout(10) })).rejects.toMatchObject({ code: 'aborted' });
});

it('says that a server cannot be reached after the last attempt', async () => {
  const { client, seen } = await serve(['lost', 'lost', 'lost'], { attempts: 2 });
  await expect(client.limits.show()).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  expect(seen).toHaveLength(2);
});

it('throws what is held, with the review that holds it, and asks once', async () => {
  const held = { ...problem(202, 'under_review', { review: 'r-1', reasons: [{ code: 'claims', detail: 'Ask.', field: '/greeting' }] }), headers: { 'content-type': 'application/problem+json' } };
  const { client, seen } = await serve([held]);
  const thrown = await client.presenters.publish(view, {}).catch((cause: unknown) => cause);
  expect(thrown).toBeInstanceOf(HeldError);
  expect(thrown).toMatchObject({ code: 'under_review', review: 'r-1', retryable: false, reasons: [{ code: 'claims', field: '/greeting' }] });
  expect(TroupeError.isInstance(thrown)).toBe(true);
  expect(seen).toHaveLength(1);
});
