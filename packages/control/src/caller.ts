import { TroupeError } from '@troupe/protocol';
import type { ControlClientOptions } from './control-client.js';
import { isRefusal, readRefusal } from './refusal.js';
import { follow } from './subscription.js';
import { aborted, pause, waitAfter } from './waiting.js';

/** What goes into `Authorization: Bearer`, or what gives it. */
export type Credential = string | ((signal: AbortSignal | undefined) => string | Promise<string>);

/** What is sent when it is no JSON: bytes, a blob, a form, a stream. The name of its type, `BodyInit`, is known to browsers alone. */
export type Content = NonNullable<RequestInit['body']>;

/** What can be said of any request. */
export interface CallOptions {
  /** Gives up. */
  readonly signal?: AbortSignal | undefined;
  /** Names a change, so that repeating it does it once, even from another process. Default: a name of its own for each call. */
  readonly idempotencyKey?: string | undefined;
  /** Why a change is made, for the audit. */
  readonly why?: string | undefined;
  /** The version that was seen of what is changed, for what has no id, such as the policy; guards as a view does. */
  readonly version?: number | undefined;
}

/** A thing as the server showed it. */
interface View {
  readonly id?: string;
  readonly version: number;
}

/** What makes a request. */
export interface CallDetails {
  /** What stands at the places of the address: a text, a number, or the view of the thing. */
  readonly path?: Readonly<Record<string, string | number | View>>;
  /** The query; what is absent is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** What is sent as JSON. */
  readonly request?: unknown;
  /** What is sent when it is no JSON, and its type. */
  readonly content?: Content;
  readonly media?: string;
  /** Whether the server wants to know which version this is about. */
  readonly match?: boolean;
}

/** Sends requests until they are answered or it is no use. */
export class Caller {
  readonly #options: ControlClientOptions;
  readonly #server: string;
  readonly #fetch: typeof fetch;

  constructor(options: ControlClientOptions) {
    this.#options = options;
    this.#server = String(options.server).replace(/\/$/, '');
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  }

  /** Sends a call whose answer is JSON. */
  async send<Answer>(method: string, path: string, details: CallDetails, options: CallOptions): Promise<Answer> {
    const response = await this.fetch(method, path, details, options);
    try {
      return (await response.json()) as Answer;
    } catch (cause) {
      throw options.signal?.aborted === true ? aborted(options.signal) : new TroupeError('unreachable', `${method} ${response.url} was answered, but not in JSON.`, { retryable: true, cause });
    }
  }

  /** Sends a call whose answer is text. */
  async read(method: string, path: string, details: CallDetails, options: CallOptions): Promise<string> {
    return (await this.fetch(method, path, details, options)).text();
  }

  /** Sends a call whose answer says nothing. */
  async tell(method: string, path: string, details: CallDetails, options: CallOptions): Promise<void> {
    await (await this.fetch(method, path, details, options)).body?.cancel();
  }

  /** Goes through a list, a page at a time. */
  async *list<Item>(path: string, items: string, details: CallDetails, options: CallOptions): AsyncGenerator<Item, void, undefined> {
    let query = details.query;
    for (;;) {
      const page = await this.send<Record<string, unknown>>('GET', path, { ...details, ...(query !== undefined && { query }) }, options);
      yield* page[items] as Item[];
      const next = page['next'] as string | number | undefined;
      if (next === undefined) {
        return;
      }

      query = { ...query, after: next };
    }
  }

  /** Follows what is told, over as many connections as it takes. */
  follow<Item>(path: string, details: CallDetails, options: CallOptions): AsyncGenerator<Item, void, undefined> {
    const { credential, patience = 30 } = this.#options;
    return follow({ open: (asked, how) => this.fetch('GET', path, asked, how), renews: typeof credential === 'function', patience }, details, options);
  }

  /** Sends a call; the answer is a success, and its body not yet read. */
  async fetch(method: string, path: string, details: CallDetails, options: CallOptions): Promise<Response> {
    const { attempts = 4, patience = 30, credential } = this.#options;
    // The same for all attempts, so that the server does the change once.
    const key = method === 'GET' ? undefined : (options.idempotencyKey ?? newName());
    for (let attempt = 1; ; attempt++) {
      const refusal = await this.#attempt(method, path, details, options, key);
      if (refusal instanceof Response) {
        return refusal;
      }

      // A stream cannot be sent twice, and a fixed token does not get younger.
      const helps = refusal.retryable && !(details.content instanceof ReadableStream) && (refusal.code !== 'token_expired' || typeof credential === 'function');
      const wait = waitAfter(attempt, refusal.retryAfter, Math.random);
      if (!helps || attempt >= attempts || wait > patience) {
        throw refusal;
      }

      await pause(wait, options.signal);
    }
  }

  async #attempt(method: string, path: string, details: CallDetails, options: CallOptions, key: string | undefined): Promise<Response | TroupeError> {
    const { credential } = this.#options;
    const { signal } = options;
    const text = typeof credential === 'function' ? await credential(signal) : credential;
    const headers = new Headers();
    const set = (name: string, value: string | undefined): void => {
      if (value !== undefined) {
        headers.set(name, value);
      }
    };
    set('authorization', text === undefined || text === '' ? undefined : `Bearer ${text}`);
    set('idempotency-key', key);
    set('if-match', method === 'GET' ? undefined : matchOf(details, options));
    set('troupe-why', options.why);
    set('content-type', details.request !== undefined ? 'application/json' : ownType(details.media) ? undefined : details.media);
    const body = details.content ?? (details.request === undefined ? null : JSON.stringify(details.request));
    const init: RequestInit & { duplex?: 'half' } = { method, headers, body, ...(signal !== undefined && { signal }), ...(body instanceof ReadableStream && { duplex: 'half' }) };
    try {
      const response = await this.#fetch(this.#server + addressOf(path, details), init);
      return isRefusal(response) ? await readRefusal(response) : response;
    } catch (cause) {
      if (signal?.aborted === true) {
        throw aborted(signal);
      }

      return new TroupeError('unreachable', `${this.#server} cannot be reached.`, { retryable: true, cause });
    }
  }
}

function addressOf(path: string, details: CallDetails): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details.path?.[name];
    const id = typeof value === 'object' ? ((value as unknown as Record<string, string>)[name] ?? value.id) : value;
    if (id === undefined || id === '') {
      throw new TypeError(`The request is about nothing: give the id of the ${name}, or its view.`);
    }

    return encodeURIComponent(id);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(details.query ?? {})) {
    if (value !== undefined && value !== null) {
      query.set(name, String(value));
    }
  }

  const text = query.toString();
  return text === '' ? address : `${address}?${text}`;
}

/** 128 random bits; `crypto.randomUUID` is for secure pages alone. */
function newName(): string {
  return Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether the content says itself what it is: a form its boundary, a file of any type its own. */
function ownType(media: string | undefined): boolean {
  return media === 'multipart/form-data' || media === '*/*';
}

function matchOf(details: CallDetails, options: CallOptions): string | undefined {
  const view = Object.values(details.path ?? {}).find((value) => typeof value === 'object');
  const version = options.version ?? view?.version;
  return version !== undefined ? `"${version}"` : details.match === true ? '*' : undefined;
}
