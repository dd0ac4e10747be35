import { TroupeError, type RefusalReason } from '@troupe/protocol';

interface Problem {
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly retryable: boolean;
  readonly reasons?: readonly RefusalReason[];
}

/** Reads an answer that is no success: problem+json (RFC 9457) with a `code`, or the words of something between client and server. */
export async function readRefusal(response: Response): Promise<TroupeError> {
  const problem = await response.json().then(asProblem, () => undefined);
  const retryAfter = waitOf(response);
  if (problem !== undefined) {
    return new TroupeError(problem.code, problem.detail ?? problem.title ?? problem.code, { retryable: problem.retryable, reasons: problem.reasons, retryAfter });
  }

  return new TroupeError(response.status >= 500 ? 'server_error' : 'bad_request', `${response.url} answered ${response.status}, and not as a Troupe server does; check the address.`, {
    retryable: [429, 502, 503, 504].includes(response.status),
    retryAfter,
  });
}

function asProblem(value: unknown): Problem | undefined {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' ? { retryable: false, ...value, code: value.code } : undefined;
}

/** Seconds that the server asks to wait: its Retry-After, or by its RateLimit (draft-ietf-httpapi-ratelimit-headers-10) the time until a budget that is used up is full again. */
function waitOf(response: Response): number | undefined {
  const after = response.headers.get('retry-after');
  if (after !== null) {
    const seconds = Number(after);
    return Number.isNaN(seconds) ? Math.max(0, (Date.parse(after) - Date.parse(response.headers.get('date') ?? after)) / 1000) || 0 : Math.max(0, seconds);
  }

  const usedUp = response.status === 429 ? /;r=0;t=(\d{1,6})\b/.exec(response.headers.get('ratelimit') ?? '') : null;
  return usedUp === null ? undefined : Number(usedUp[1]);
}
