import { TroupeError, type SessionCreated, type SessionRequest } from '@troupe/protocol';
import type { GetToken } from './token-keeper.js';

/** Makes a session on the server and says where its socket is; called anew for each attempt, so it may fetch a fresh credential. */
export type CreateSession = (signal: AbortSignal) => Promise<SessionCreated>;

/** Settings of {@link createSessionAt}. */
export interface CreateSessionOptions {
  /** Sends a credential or other headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who is to be shown: a presenter of the tenant, and which of its revisions. Default: the one that the server comes with. */
  readonly request?: SessionRequest;
  /** Gets the token that is sent. */
  readonly getToken?: GetToken;
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** Makes sessions by `POST /v1/sessions` of a server; an empty address means the page's own. */
export function createSessionAt(server: string, options: CreateSessionOptions = {}): CreateSession {
  const base = new URL(server === '' ? '/' : server, globalThis.location?.href);
  return async (signal) => {
    const address = new URL('v1/sessions', base.href.endsWith('/') ? base : `${base.href}/`);
    const send = options.fetch ?? fetch;
    const token = await options.getToken?.(signal);
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...options.headers };
    let response: Response;
    try {
      response = await send(address, { method: 'POST', headers, body: JSON.stringify(options.request ?? {}), signal });
    } catch (cause) {
      throw new TroupeError(signal.aborted ? 'aborted' : 'unreachable', `The server at ${address.origin} cannot be reached.`, { retryable: true, cause });
    }

    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw problem(response, body);
    }

    const created = body as Partial<SessionCreated> | undefined;
    if (typeof created?.session !== 'string' || typeof created.url !== 'string') {
      throw new TroupeError('bad_message', `${address.href} did not answer with a session.`, { retryable: false });
    }

    const socket = new URL(created.url, address);
    socket.protocol = socket.protocol.replace('http', 'ws');
    return { session: created.session, url: socket.href, expiresAt: created.expiresAt ?? '' };
  };
}

function problem(response: Response, body: unknown): TroupeError {
  const { code, detail, title } = (body ?? {}) as { code?: string; detail?: string; title?: string };
  const retryable = response.status === 429 || response.status >= 500;
  const message = detail ?? title ?? `The server answered ${response.status}.`;
  return new TroupeError(code ?? (retryable ? 'server_error' : 'bad_request'), message, { retryable });
}
