import type { ServerMessage, SessionWarned } from '@troupe/protocol';
import { setText } from './layout.js';
import { warningWords } from './status-words.js';

/** Messages that show that somebody is there. */
const SIGNS_OF_LIFE: ReadonlySet<ServerMessage['type']> = new Set(['command.accepted', 'command.refused', 'voice.started', 'transcript.delta', 'transcript.end', 'turn.started']);

/** The parts of a warning. */
export interface WarningParts {
  readonly warning: HTMLElement;
  readonly warningText: HTMLElement;
  /** Read out by screen readers whenever it changes. */
  readonly announcement: HTMLElement;
  readonly stayButton: HTMLElement;
}

/** Says that the session will end, counts down, and offers to stay where that helps. */
export class WarningView {
  readonly #parts: WarningParts;
  #warned: { readonly message: SessionWarned; readonly endsAt: number } | undefined;

  constructor(parts: WarningParts) {
    this.#parts = parts;
    parts.warning.hidden = true;
  }

  /** Whether somebody is asked to say that they are there. */
  get asks(): boolean {
    return this.#warned?.message.reason === 'idle';
  }

  /** Takes a message of the server, at a time in milliseconds. */
  take(message: ServerMessage, now: number): void {
    if (message.type === 'session.warned') {
      this.#warned = { message, endsAt: now + message.remaining };
      setText(this.#parts.announcement, warningWords(message.reason, message.remaining));
      this.update(now);
    } else if (this.asks && SIGNS_OF_LIFE.has(message.type)) {
      this.clear();
    }
  }

  /** Counts down. */
  update(now: number): void {
    if (this.#warned !== undefined) {
      setText(this.#parts.warningText, warningWords(this.#warned.message.reason, this.#warned.endsAt - now));
      this.#parts.warning.hidden = false;
      this.#parts.stayButton.hidden = !this.asks;
    }
  }

  /** It is no longer so. */
  clear(): void {
    this.#warned = undefined;
    this.#parts.warning.hidden = true;
    setText(this.#parts.announcement, '');
  }
}
