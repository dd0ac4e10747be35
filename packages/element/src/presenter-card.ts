import { TroupeError } from '@troupe/client';
import type { PresenterCard, SessionRequest } from '@troupe/protocol';

/** Asks a server whom a session would show, before there is one. Throws a `TroupeError` where it does not say. */
export async function fetchCard(server: string, { presenter, scene, revision, preview }: SessionRequest, signal: AbortSignal): Promise<PresenterCard> {
  const base = new URL(server === '' ? '/' : server, document.baseURI);
  const address = new URL(`v1/presenters/${encodeURIComponent(presenter ?? '')}/card`, base.href.endsWith('/') ? base : `${base.href}/`);
  for (const [name, value] of Object.entries({ scene, revision, preview })) {
    if (value !== undefined && value !== null) {
      address.searchParams.set(name, String(value));
    }
  }

  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (cause) {
    throw new TroupeError(signal.aborted ? 'aborted' : 'unreachable', `The server at ${address.origin} cannot be reached.`, { retryable: true, cause });
  }

  const body = (await response.json().catch(() => undefined)) as (PresenterCard & { readonly code?: string; readonly detail?: string }) | undefined;
  if (!response.ok || typeof body?.name !== 'string') {
    throw new TroupeError(body?.code ?? 'bad_message', body?.detail ?? `The server answered ${response.status}.`, { retryable: false });
  }

  return body;
}
