import {
  PROTOCOL,
  TroupeError,
  type AudioPacket,
  type ClientMessage,
  type ServerMessage,
} from '@troupe/protocol';
import { fullJitter, pause } from '../session/backoff.js';
import { CommandLedger, type CommandBody } from '../session/command-ledger.js';
import { closeOf, type SessionClose } from '../session/session-state.js';
import type { ConnectionHandlers, ConnectionOptions } from './connection-options.js';
import { Link } from './link.js';

/** Milliseconds for one attempt to open a socket and shake hands. */
const ATTEMPT_TIMEOUT = 8000;

/** Milliseconds after which a command without an answer means that the socket is dead. */
const ANSWER_TIMEOUT = 10_000;

/** Attempts to begin a session before giving up. */
const FIRST_ATTEMPTS = 3;

interface Handshake {
  readonly id: string;
  readonly resolve: () => void;
  readonly reject: (error: TroupeError) => void;
}

/** Keeps a session's line to the server: shakes hands, comes back after a loss, and lets nothing through twice. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #handlers: ConnectionHandlers;
  readonly #ledger = new CommandLedger();
  readonly #over = new AbortController();
  #url = '';
  #link: Link | undefined;
  #ready = false;
  #handshake: Handshake | undefined;
  #window: number = PROTOCOL.resumeWindowMilliseconds;
  #seq = 0;
  #epoch = 0;
  #reconnects = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions, handlers: ConnectionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** How often the line was lost and found again. */
  get reconnects(): number {
    return this.#reconnects;
  }

  /** Begins the session. */
  async start(signal?: AbortSignal): Promise<void> {
    this.#handlers.phase('connecting');
    const stop = signal === undefined ? this.#over.signal : AbortSignal.any([signal, this.#over.signal]);
    for (let attempt = 0; ; attempt++) {
      try {
        this.#url = (await this.#options.createSession(stop)).url;
        this.#seq = 0;
        await this.#attempt({ type: 'session.start', protocol: PROTOCOL.version, ...this.#options.start }, stop);
        return;
      } catch (caught) {
        const error = asTroupeError(caught);
        if (stop.aborted || !error.retryable || attempt + 1 >= FIRST_ATTEMPTS) {
          const reason = stop.aborted ? 'aborted' : error.code === 'unreachable' ? 'unreachable' : 'refused';
          this.end({ ...closeOf(reason, error.message), retryable: error.retryable });
          throw error;
        }

        await pause(fullJitter(attempt, this.#options.random), stop).catch(() => undefined);
      }
    }
  }

  /** Sends a command, at once or when the line is there; settles with the server's answer. */
  command(body: CommandBody, signal?: AbortSignal): Promise<void> {
    if (this.#over.signal.aborted) {
      return Promise.reject(new TroupeError('session_ended', 'The conversation is over.', { retryable: false }));
    }

    const { command, answered } = this.#ledger.enter(body, signal);
    if (this.#ready) {
      this.#link?.send(command);
      this.#sent(command.id);
    }

    return answered;
  }

  /** Sends a fact, which is not answered; dropped while the line is lost. */
  fact(message: ClientMessage): void {
    if (this.#ready) {
      this.#link?.send(message);
    }
  }

  /** Sends sound; false when it has to wait. */
  frame(frame: Uint8Array<ArrayBuffer>): boolean {
    return this.#ready && (this.#link?.sendFrame(frame) ?? false);
  }

  /** Ends the session on this side. */
  end(close: SessionClose): void {
    if (this.#over.signal.aborted) {
      return;
    }

    this.#over.abort();
    clearTimeout(this.#watch);
    this.#ready = false;
    this.#link?.close();
    this.#ledger.fail(new TroupeError('session_ended', close.message, { retryable: close.retryable }));
    this.#handlers.phase('ended');
    this.#handlers.closed(close);
  }

  async #attempt(hello: CommandBody & { type: 'session.start' | 'session.resume' }, signal: AbortSignal): Promise<void> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), ATTEMPT_TIMEOUT);
    try {
      await this.#shakeHands(hello, AbortSignal.any([signal, timeout.signal]));
    } catch (caught) {
      const error = asTroupeError(caught);
      throw timeout.signal.aborted ? new TroupeError('unreachable', 'The server does not answer.', { retryable: true, cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #shakeHands(hello: CommandBody & { type: 'session.start' | 'session.resume' }, signal: AbortSignal): Promise<void> {
    const link: Link = await Link.open(
      this.#url,
      this.#options.webSocket,
      {
        message: (message) => this.#receive(message),
        audio: (packet) => this.#receiveAudio(packet),
        unreadable: this.#handlers.error,
        closed: () => this.#lost(link),
      },
      signal,
    );
    this.#link = link;
    const id = this.#ledger.nextId();
    try {
      await new Promise<void>((resolve, reject) => {
        this.#handshake = { id, resolve, reject };
        signal.addEventListener('abort', () => reject(new TroupeError('aborted', 'Connecting was given up.', { retryable: true })), { once: true });
        link.send({ ...hello, id } as ClientMessage);
      });
    } catch (error) {
      this.#link = undefined;
      link.close();
      throw error;
    } finally {
      this.#handshake = undefined;
    }
  }

  #lost(link: Link): void {
    if (this.#link !== link || this.#over.signal.aborted) {
      return;
    }

    const handshake = this.#handshake;
    if (handshake !== undefined) {
      handshake.reject(new TroupeError('unreachable', 'The server closed the connection.', { retryable: true }));
      return;
    }

    this.#link = undefined;
    this.#ready = false;
    clearTimeout(this.#watch);
    this.#handlers.lost();
    this.#handlers.phase('reconnecting');
    void this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    const deadline = this.#options.now() + this.#window;
    for (let attempt = 0; !this.#over.signal.aborted; attempt++) {
      const remaining = deadline - this.#options.now();
      if (remaining <= 0) {
        this.end(closeOf('resumeExpired'));
        return;
      }

      try {
        await pause(Math.min(remaining, fullJitter(attempt, this.#options.random)), this.#over.signal);
        await this.#attempt({ type: 'session.resume', protocol: PROTOCOL.version, seq: this.#seq, epoch: this.#epoch }, this.#over.signal);
        return;
      } catch (caught) {
        const error = asTroupeError(caught);
        if (!error.retryable) {
          this.end({ ...closeOf('resumeExpired', error.message), retryable: true });
          return;
        }
      }
    }
  }

  #receive(message: ServerMessage): void {
    const known = message.seq !== 0 && message.seq <= this.#seq;
    if (known && this.#handshake === undefined) {
      return;
    }

    switch (message.type) {
      case 'session.started':
        this.#window = message.limits.resumeWindow;
        this.#url = new URL(message.resumeUrl, this.#url).href;
        this.#note(message.seq);
        this.#settled(() => this.#handlers.started(message));
        break;
      case 'token.renewed':
        this.#url = new URL(message.resumeUrl, this.#url).href;
        break;
      case 'session.resumed':
        this.#settled(() => {
          this.#reconnects++;
          this.#handlers.resumed(message);
        });
        return;
      case 'command.refused':
        if (message.command === this.#handshake?.id) {
          this.#handshake.reject(new TroupeError(message.code, message.message, { retryable: message.retryable }));
          return;
        }

        this.#ledger.refuse(message);
        break;
      case 'command.accepted':
        this.#ledger.accept(message.command);
        break;
      case 'session.ended':
        this.#handlers.message(message);
        this.#handshake?.reject(new TroupeError('session_not_found', message.message ?? closeOf(message.reason).message, { retryable: false }));
        this.end(closeOf(message.reason, message.message));
        return;
    }

    this.#note(message.seq);
    if (message.type === 'turn.started' || message.type === 'speech.start' || message.type === 'turn.interrupted') {
      this.#epoch = Math.max(this.#epoch, message.epoch);
    }

    this.#handlers.message(message);
  }

  #receiveAudio(packet: AudioPacket): void {
    if (packet.seq === 0 || packet.seq > this.#seq) {
      this.#note(packet.seq);
      this.#handlers.audio(packet);
    }
  }

  #note(seq: number): void {
    this.#seq = Math.max(this.#seq, seq);
  }

  /** The handshake is done: what waited goes out first, in order, then the session goes on. */
  #settled(tell: () => void): void {
    const handshake = this.#handshake;
    if (handshake === undefined) {
      return;
    }

    handshake.resolve();
    this.#handshake = undefined;
    this.#ready = true;
    for (const command of this.#ledger.unanswered()) {
      this.#link?.send(command);
      this.#sent(command.id);
    }

    tell();
    this.#handlers.phase('connected');
  }

  #sent(id: string): void {
    this.#ledger.sent(id, this.#options.now());
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#check(), ANSWER_TIMEOUT);
  }

  #check(): void {
    const oldest = this.#ledger.oldestSentAt();
    if (oldest !== undefined && this.#options.now() - oldest >= ANSWER_TIMEOUT && this.#link !== undefined) {
      const dead = this.#link;
      dead.close();
      this.#lost(dead);
    }
  }
}

function asTroupeError(error: unknown): TroupeError {
  return TroupeError.isInstance(error) ? error : new TroupeError('unreachable', 'The server cannot be reached.', { retryable: true, cause: error });
}
