import { TroupeError } from '@troupe/protocol';
import { fullJitter, pause } from './backoff.js';

/** Gets a session token, such as from the page's own server; called for each new session and before a token expires. */
export type GetToken = (signal: AbortSignal) => Promise<string>;

/** What a keeper needs of its session. */
export interface TokenKeeperOptions {
  readonly getToken: GetToken;
  /** Gives the server the token; rejects when it does not take it. */
  readonly send: (token: string, signal: AbortSignal) => Promise<void>;
  readonly failed: (error: TroupeError) => void;
  readonly random: () => number;
}

/** Gives the session a new token before the old one expires, and tries again for as long as the old one is good. */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  #renewing: AbortController | undefined;

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
  }

  /** The token expires in so many milliseconds. */
  async renew(remaining: number): Promise<void> {
    this.stop();
    const renewing = new AbortController();
    this.#renewing = renewing;
    const late = setTimeout(() => renewing.abort(), remaining);
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#options.send(await this.#options.getToken(renewing.signal), renewing.signal);
        break;
      } catch (cause) {
        if (this.#renewing !== renewing) {
          break;
        }

        if (renewing.signal.aborted || (TroupeError.isInstance(cause) && !cause.retryable)) {
          this.#options.failed(new TroupeError('token_expired', 'No new token came before the old one expired.', { retryable: true, cause }));
          break;
        }

        await pause(fullJitter(attempt, this.#options.random), renewing.signal).catch(() => undefined);
      }
    }

    clearTimeout(late);
  }

  /** Gives up, as the session is over. */
  stop(): void {
    const renewing = this.#renewing;
    this.#renewing = undefined;
    renewing?.abort();
  }
}
