import { TroupeError, type ConversationState, type ServerMessage, type SessionStarted } from '@troupe/protocol';
import type { AudioInput } from '../microphone/audio-input.js';
import { Uplink } from '../microphone/uplink.js';
import type { SpeechOutput } from '../playout/speech-output.js';
import { Connection } from '../transport/connection.js';
import type { WebSocketConstructor } from '../transport/web-socket-like.js';
import { createSessionAt } from './create-session.js';
import { Emitter } from './emitter.js';
import { Playback, type Heard } from './playback.js';
import type { MicrophoneState, SessionEvents, SessionMetrics, SessionOptions } from './session-options.js';
import { closeOf, sessionState, type ConnectionPhase, type SessionClose, type SessionState } from './session-state.js';

/** Settings of a wait. */
export interface WaitOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal;
}

/**
 * A conversation with a presenter.
 *
 * Commands resolve when the server has taken them and reject with a {@link TroupeError} when it has not. They may be given before the
 * line is there and while it is lost; they wait for it. A session is used once.
 */
export class Session {
  readonly #output: SpeechOutput | undefined;
  readonly #microphone: AudioInput | undefined;
  readonly #events = new Emitter<SessionEvents>();
  readonly #connection: Connection;
  readonly #uplink: Uplink;
  readonly #playback: Playback | undefined;
  readonly #inputRate: number;
  #phase: ConnectionPhase = 'idle';
  #conversation: ConversationState = 'listening';
  #state: SessionState = 'idle';
  #microphoneState: MicrophoneState = 'closed';
  #started: SessionStarted | undefined;
  #close: SessionClose | undefined;
  #epoch = 0;

  constructor(options: SessionOptions = {}) {
    this.#output = options.output;
    this.#microphone = options.microphone;
    this.#inputRate = options.inputRate ?? 16_000;
    const now = (): number => performance.now();
    this.#connection = new Connection(
      {
        createSession: options.createSession ?? createSessionAt(options.server ?? ''),
        webSocket: options.webSocket ?? (globalThis.WebSocket as unknown as WebSocketConstructor),
        start: {
          ...(this.#microphone && { input: { sampleRate: this.#inputRate, encoding: 'pcm16' } }),
          ...(this.#output && { output: { sampleRate: this.#output.sampleRate, encoding: 'pcm16' } }),
          ...(options.tracks && { tracks: options.tracks }),
        },
        random: options.random ?? Math.random,
        now,
      },
      {
        phase: (phase) => this.#enterPhase(phase),
        started: (message) => {
          this.#started = message;
          this.#hear(0);
        },
        resumed: (message) => {
          this.#hear(message.inputOffset);
          this.#playback?.resume();
        },
        lost: () => this.#uplink.disconnect(),
        message: (message) => this.#receive(message),
        audio: (packet) => this.#playback?.audio(packet),
        error: (error) => this.#events.emit('error', error),
        closed: (close) => this.#finish(close),
      },
    );
    this.#uplink = new Uplink((frame) => this.#connection.frame(frame), this.#inputRate);
    this.#playback =
      this.#output &&
      new Playback(
        this.#output,
        { fact: (message) => this.#connection.fact(message), changed: (playhead) => this.#events.emit('playhead', playhead) },
        now,
      );
  }

  /** Where the session stands. */
  get state(): SessionState {
    return this.#state;
  }

  /** Where the microphone stands. */
  get microphone(): MicrophoneState {
    return this.#microphoneState;
  }

  /** What both sides agreed; undefined before. */
  get started(): SessionStarted | undefined {
    return this.#started;
  }

  /** How the session ended; undefined before. */
  get close(): SessionClose | undefined {
    return this.#close;
  }

  /** Figures of this moment. */
  get metrics(): SessionMetrics {
    const output = this.#output?.metrics() ?? { target: 0, buffered: 0, underruns: 0, latency: 0 };
    const { recorded, sent } = this.#uplink;
    return { ...output, drift: this.#playback?.drift ?? 0, reconnects: this.#connection.reconnects, recorded, sent };
  }

  /** Listens to an event; the returned function stops listening. */
  on<Name extends keyof SessionEvents>(name: Name, listener: (event: SessionEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /** Where the person's ear is in the presenter's speech, for faces and captions; undefined while nothing is heard. */
  heard(): Heard | undefined {
    return this.#playback?.heard();
  }

  /** How loud the person is, root mean square, 0 to 1. */
  inputLevel(): number {
    return this.#microphoneState === 'open' ? (this.#microphone?.level() ?? 0) : 0;
  }

  /** How loud the presenter is, root mean square, 0 to 1. */
  outputLevel(): number {
    return this.#output?.level() ?? 0;
  }

  /** Connects; resolves when the server has agreed. In a browser to be called in the handler of a click or key, so that sound is allowed. */
  async connect(options: WaitOptions = {}): Promise<void> {
    if (this.#phase !== 'idle') {
      throw new TroupeError('out_of_order', 'A session connects once; make a new one.', { retryable: false });
    }

    const opened = this.#output?.open(options.signal ?? new AbortController().signal).catch((error: TroupeError) => this.#events.emit('error', error));
    await this.#connection.start(options.signal);
    await opened;
  }

  /** Says something in writing, 1 to 4,000 characters. */
  say(text: string, options: WaitOptions = {}): Promise<void> {
    return this.#connection.command({ type: 'message.send', text }, options.signal);
  }

  /** Stops the presenter: silent at once, before the server has answered. */
  interrupt(options: WaitOptions = {}): Promise<void> {
    this.#playback?.silence(this.#epoch);
    return this.#connection.command({ type: 'turn.interrupt' }, options.signal);
  }

  /**
   * Opens the microphone; it records at once, and what is said before the line is there is sent after.
   *
   * @throws TroupeError `microphone_denied`, `microphone_missing`, `microphone_busy` or `audio_unsupported` when it cannot record,
   * or the server's refusal, after which it is closed again.
   */
  async openMicrophone(options: WaitOptions = {}): Promise<void> {
    const microphone = this.#microphone;
    if (microphone === undefined) {
      throw new TroupeError('audio_unsupported', 'This session has no microphone; type instead.', { retryable: false });
    }

    if (this.#phase === 'ended' || this.#microphoneState !== 'closed') {
      throw new TroupeError('out_of_order', 'The microphone is open already, or the conversation is over.', { retryable: false });
    }

    this.#enterMicrophone('opening');
    let told: Promise<void> | undefined;
    try {
      await microphone.open({
        sampleRate: this.#inputRate,
        signal: options.signal ?? new AbortController().signal,
        onPacket: (samples) => {
          told ??= this.#tellMicrophone(options);
          this.#uplink.add(samples);
        },
        onLost: (error) => {
          void this.closeMicrophone().catch(() => undefined);
          this.#events.emit('error', error);
        },
      });
      this.#enterMicrophone('open');
      told ??= this.#tellMicrophone(options);
      await told;
    } catch (error) {
      await microphone.close();
      this.#uplink.discard();
      this.#enterMicrophone('closed');
      throw error;
    }
  }

  /** Closes the microphone. */
  async closeMicrophone(options: WaitOptions = {}): Promise<void> {
    if (this.#microphoneState !== 'closed') {
      this.#enterMicrophone('closed');
      await this.#microphone?.close();
      await this.#connection.command({ type: 'microphone.close' }, options.signal);
    }
  }

  /** Ends the conversation. */
  async end(options: WaitOptions = {}): Promise<void> {
    if (this.#phase === 'connected') {
      const ended = new Promise<void>((resolve) => this.on('ended', () => resolve()));
      await Promise.race([ended, this.#connection.command({ type: 'session.end' }, options.signal)]);
    }

    this.#connection.end(closeOf('clientEnded'));
  }

  /** Lets sound through, where the server agreed to take any. */
  #hear(received: number): void {
    if (this.#started?.input !== undefined) {
      this.#uplink.connect(received);
    }
  }

  #tellMicrophone(options: WaitOptions): Promise<void> {
    const told = this.#connection.command({ type: 'microphone.open' }, options.signal);
    told.catch(() => undefined);
    return told;
  }

  #receive(message: ServerMessage): void {
    if (message.type === 'state.changed') {
      this.#conversation = message.state;
    } else if (message.type === 'speech.start' || message.type === 'turn.started') {
      this.#epoch = Math.max(this.#epoch, message.epoch);
    } else if (message.type === 'error.raised') {
      this.#events.emit('error', new TroupeError(message.code, message.message, { retryable: message.retryable }));
    }

    this.#playback?.message(message);
    this.#emitMessage(message.type, message);
    this.#events.emit('message', message);
    this.#updateState();
  }

  #emitMessage<Type extends ServerMessage['type']>(type: Type, message: ServerMessage): void {
    this.#events.emit(type, message as SessionEvents[Type]);
  }

  #enterPhase(phase: ConnectionPhase): void {
    this.#phase = phase;
    this.#updateState();
  }

  #updateState(): void {
    const state = sessionState(this.#phase, this.#conversation);
    const previous = this.#state;
    if (state !== previous) {
      this.#state = state;
      this.#events.emit('state', { state, previous });
    }
  }

  #enterMicrophone(state: MicrophoneState): void {
    if (this.#microphoneState !== state) {
      this.#microphoneState = state;
      this.#events.emit('microphone', state);
    }
  }

  #finish(close: SessionClose): void {
    this.#close = close;
    this.#uplink.disconnect();
    this.#playback?.close();
    this.#enterMicrophone('closed');
    void this.#microphone?.close();
    void this.#output?.close();
    this.#events.emit('ended', close);
  }
}
