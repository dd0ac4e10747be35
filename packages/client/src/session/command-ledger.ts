import { TroupeError, type ClientCommand, type CommandRefused } from '@troupe/protocol';

/** A command before it has its id. */
export type CommandBody = ClientCommand extends infer Command ? (Command extends ClientCommand ? Omit<Command, 'id'> : never) : never;

interface Pending {
  readonly command: ClientCommand;
  readonly resolve: () => void;
  readonly reject: (error: TroupeError) => void;
  sentAt: number | undefined;
}

/** Commands that the server has not answered: each is sent again with its id after a resume, so it is carried out once. */
export class CommandLedger {
  readonly #pending = new Map<string, Pending>();
  #count = 0;

  /** The next id, unique in the session. */
  nextId(): string {
    this.#count++;
    return `c${this.#count}`;
  }

  /** Enters a command; the promise settles with the server's answer. */
  enter(body: CommandBody, signal?: AbortSignal): { command: ClientCommand; answered: Promise<void> } {
    const command = { ...body, id: this.nextId() } as ClientCommand;
    const answered = new Promise<void>((resolve, reject) => {
      this.#pending.set(command.id, { command, resolve, reject, sentAt: undefined });
      signal?.addEventListener('abort', () => this.#settle(command.id)?.reject(aborted(signal)), { once: true });
    });
    return { command, answered };
  }

  /** Notes that a command went out, at a time in milliseconds. */
  sent(id: string, at: number): void {
    const pending = this.#pending.get(id);
    if (pending !== undefined) {
      pending.sentAt = at;
    }
  }

  /** The server took a command. */
  accept(id: string): void {
    this.#settle(id)?.resolve();
  }

  /** The server did not take a command. */
  refuse(message: CommandRefused): void {
    this.#settle(message.command)?.reject(new TroupeError(message.code, message.message, { retryable: message.retryable }));
  }

  /** Commands without an answer, in the order in which they were entered. */
  unanswered(): readonly ClientCommand[] {
    return [...this.#pending.values()].map((pending) => pending.command);
  }

  /** When the oldest command without an answer went out. */
  oldestSentAt(): number | undefined {
    return [...this.#pending.values()].find((pending) => pending.sentAt !== undefined)?.sentAt;
  }

  /** Nothing will be answered any more. */
  fail(error: TroupeError): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    all.forEach((pending) => pending.reject(error));
  }

  #settle(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}

function aborted(signal: AbortSignal): TroupeError {
  return new TroupeError('aborted', 'The caller gave up waiting.', { retryable: true, cause: signal.reason });
}
