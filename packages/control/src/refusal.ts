import { TroupeError, type RefusalReason } from '@troupe/protocol';
import { HeldError } from './held-error.js';

interface Problem {
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly retryable: boolean;
  readonly reasons?: readonly RefusalReason[];
  readonly review?: string;
}

/** Whether an answer is a refusal: also one with a status of success, of what is held (202). */
export function isRefusal(response: Response): boolean {
  return !response.ok || response.headers.get('content-type')?.startsWith('application/problem+json') === true;
}

/** Reads a refusal: problem+json (RFC 9457) with a `code`, or the words of something between client and server. */
export async function readRefusal(response: Response): Promise<TroupeError> {
  const problem = await response.json().then(asProblem, () => undefined);
  const retryAfter = waitOf(response);
  if (problem !== undefined) {
    const message = problem.detail ?? problem.title ?? problem.code;
    return problem.review !== undefined
      ? new HeldError(problem.review, message, problem.reasons)
      : new TroupeError(problem.code, message, { retryable: problem.retryable, reasons: problem.reasons, retryAfter });
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
