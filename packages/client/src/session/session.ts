import { TroupeError, type ConversationState, type ServerMessage, type SessionStarted } from '@troupe/protocol';
import { Uplink } from '../microphone/uplink.js';
import type { SpeechOutput } from '../playout/speech-output.js';
import { Connection } from '../transport/connection.js';
import type { WebSocketConstructor } from '../transport/web-socket-like.js';
import { createSessionAt } from './create-session.js';
import { Emitter } from './emitter.js';
import { Playback, type Heard } from './playback.js';
import type { MicrophoneState, SessionEvents, SessionMetrics, SessionOptions } from './session-options.js';
import { closeOf, sessionState, type ConnectionPhase, type SessionClose, type SessionState } from './session-state.js';
import { TokenKeeper } from './token-keeper.js';
import { VoiceInput, type MicrophoneOptions } from './voice-input.js';

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
  readonly #events = new Emitter<SessionEvents>();
  readonly #connection: Connection;
  readonly #uplink: Uplink;
  readonly #playback: Playback | undefined;
  readonly #voice: VoiceInput;
  readonly #tokens: TokenKeeper | undefined;
  #phase: ConnectionPhase = 'idle';
  #conversation: ConversationState = 'listening';
  #state: SessionState = 'idle';
  #started: SessionStarted | undefined;
  #close: SessionClose | undefined;
  #epoch = 0;

  constructor(options: SessionOptions = {}) {
    this.#output = options.output;
    const inputRate = options.inputRate ?? 16_000;
    const now = (): number => performance.now();
    this.#connection = new Connection(
      {
        createSession: options.createSession ?? createSessionAt(options.server ?? '', { ...(options.getToken && { getToken: options.getToken }) }),
        webSocket: options.webSocket ?? (globalThis.WebSocket as unknown as WebSocketConstructor),
        start: {
          ...(options.microphone && { input: { sampleRate: inputRate, encoding: 'pcm16' } }),
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
    this.#uplink = new Uplink((frame) => this.#connection.frame(frame), inputRate);
    this.#voice = new VoiceInput(options.microphone, this.#uplink, inputRate, {
      command: (body, signal) => this.#connection.command(body, signal),
      changed: (state) => this.#events.emit('microphone', state),
      floorTaken: () => this.#started?.input && this.#playback?.silence(this.#epoch),
      lost: (error) => this.#events.emit('error', error),
    });
    this.#tokens =
      options.getToken &&
      new TokenKeeper({
        getToken: options.getToken,
        send: (token, signal) => this.#connection.command({ type: 'session.refresh', token }, signal),
        failed: (error) => this.#events.emit('error', error),
        random: options.random ?? Math.random,
      });
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
    return this.#voice.state;
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
    return this.#voice.level;
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
   * Opens the microphone; it records at once, and what is said before the line is there is sent after. With `hold` the person has the floor
   * until it is closed, and the presenter is silent at once; closing it ends the turn.
   *
   * @throws TroupeError `microphone_denied`, `microphone_missing`, `microphone_busy` or `audio_unsupported` when it cannot record,
   * or the server's refusal, after which it is closed again.
   */
  async openMicrophone(options: MicrophoneOptions = {}): Promise<void> {
    if (this.#phase === 'ended') {
      throw new TroupeError('out_of_order', 'The conversation is over.', { retryable: false });
    }

    await this.#voice.open(options);
  }

  /** Closes the microphone; what was said until then is sent first. */
  closeMicrophone(options: WaitOptions = {}): Promise<void> {
    return this.#voice.close(options.signal);
  }

  /** Says that somebody is still here, so that the session does not end because nobody speaks. */
  stay(options: WaitOptions = {}): Promise<void> {
    return this.#voice.repeat(options.signal);
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

  #receive(message: ServerMessage): void {
    if (message.type === 'state.changed') {
      this.#conversation = message.state;
    } else if (message.type === 'speech.start' || message.type === 'turn.started') {
      this.#epoch = Math.max(this.#epoch, message.epoch);
    } else if (message.type === 'token.expiring') {
      void this.#tokens?.renew(message.remaining);
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

  #finish(close: SessionClose): void {
    this.#close = close;
    this.#voice.end();
    this.#tokens?.stop();
    this.#playback?.close();
    void this.#output?.close();
    this.#events.emit('ended', close);
  }
}
