import { TroupeError } from '@troupe/client';
import type { PresenterCard, SessionRequest } from '@troupe/protocol';
import { fetchCard } from './presenter-card.js';

/** Codes that say that a session would show nobody either: a person is told at once. Others may be different for a session, as it can have a credential. */
const TELLING: ReadonlySet<string> = new Set(['presenter_not_found', 'revision_not_found', 'missing_scope', 'bad_request']);

/** What an introduction tells its element. */
export interface IntroductionHandlers {
  readonly introduced: (card: PresenterCard) => void;
  readonly nobody: (error: TroupeError) => void;
}

/** Finds out who is to be shown before anybody talks. */
export class Introduction {
  readonly #handlers: IntroductionHandlers;
  #asked: AbortController | undefined;

  constructor(handlers: IntroductionHandlers) {
    this.#handlers = handlers;
  }

  /**
   * Asks the server.
   *
   * @param allowed Whether it may be asked, when the page has had its turn to say how sessions are made.
   */
  async begin(server: string, request: SessionRequest, allowed: () => boolean): Promise<void> {
    this.end();
    const { signal } = (this.#asked = new AbortController());
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted || !allowed()) {
      return;
    }

    try {
      const card = await fetchCard(server, request, signal);
      if (!signal.aborted) {
        this.#handlers.introduced(card);
      }
    } catch (error) {
      if (!signal.aborted && TroupeError.isInstance(error) && TELLING.has(error.code)) {
        this.#handlers.nobody(error);
      }
    }
  }

  /** Asks no more: a session says it, or nobody wants to know. */
  end(): void {
    this.#asked?.abort();
  }
}
