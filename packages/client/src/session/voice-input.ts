import { TroupeError } from '@troupe/protocol';
import type { AudioInput } from '../microphone/audio-input.js';
import type { Uplink } from '../microphone/uplink.js';
import type { CommandBody } from './command-ledger.js';
import type { MicrophoneState } from './session-options.js';

/** Settings of an opening of the microphone. */
export interface MicrophoneOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal;
  /** Push-to-talk: the person has the floor until it is closed, whatever the pauses, and the presenter stops at once. Default: false. */
  readonly hold?: boolean;
}

/** What a voice input tells its session. */
export interface VoiceInputHandlers {
  readonly command: (body: CommandBody, signal: AbortSignal | undefined) => Promise<void>;
  readonly changed: (state: MicrophoneState) => void;
  /** The person takes the floor: the presenter is to be silent. */
  readonly floorTaken: () => void;
  /** The microphone was lost while open. */
  readonly lost: (error: TroupeError) => void;
}

/** The person's microphone and the server's knowledge of it: what is recorded is sent whole before the server hears that it is closed. */
export class VoiceInput {
  readonly #microphone: AudioInput | undefined;
  readonly #uplink: Uplink;
  readonly #sampleRate: number;
  readonly #handlers: VoiceInputHandlers;
  #state: MicrophoneState = 'closed';
  #hold = false;
  #attempt: AbortController | undefined;
  #told: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(microphone: AudioInput | undefined, uplink: Uplink, sampleRate: number, handlers: VoiceInputHandlers) {
    this.#microphone = microphone;
    this.#uplink = uplink;
    this.#sampleRate = sampleRate;
    this.#handlers = handlers;
  }

  /** Where the microphone stands. */
  get state(): MicrophoneState {
    return this.#state;
  }

  /** How loud the person is, root mean square, 0 to 1. */
  get level(): number {
    return this.#state === 'open' ? (this.#microphone?.level() ?? 0) : 0;
  }

  /** Opens it. A holder takes the floor before the device is ready; otherwise the server is told with the first sound. */
  async open({ signal: given, hold = false }: MicrophoneOptions): Promise<void> {
    const microphone = this.#microphone;
    if (microphone === undefined) {
      throw new TroupeError('audio_unsupported', 'This session has no microphone; type instead.', { retryable: false });
    }

    if (this.#state !== 'closed') {
      throw new TroupeError('out_of_order', 'The microphone is open already.', { retryable: false });
    }

    const attempt = new AbortController();
    const signal = given === undefined ? attempt.signal : AbortSignal.any([given, attempt.signal]);
    const tell = (): Promise<void> => (this.#told ??= this.#tell(hold, given));
    this.#attempt = attempt;
    this.#hold = hold;
    this.#enter('opening');
    try {
      if (hold) {
        this.#handlers.floorTaken();
        void tell();
      }

      await microphone.open({
        sampleRate: this.#sampleRate,
        signal,
        onPacket: (samples) => {
          void tell();
          this.#uplink.add(samples);
        },
        onLost: (error) => {
          void this.close().catch(() => undefined);
          this.#handlers.lost(error);
        },
      });
      if (signal.aborted) {
        throw new TroupeError('aborted', 'The microphone was closed before it was open.', { retryable: true });
      }

      this.#enter('open');
      await tell();
    } catch (error) {
      await this.#giveUp(attempt, microphone);
      throw error;
    }
  }

  /** Closes it, and tells the server when the last sound is sent. */
  async close(signal?: AbortSignal): Promise<void> {
    if (this.#state === 'closed') {
      return;
    }

    const told = this.#told;
    this.#forget();
    const closed = Promise.all([this.#microphone?.close(), this.#uplink.drained()]);
    await (told === undefined ? closed : this.#tellClosed(closed, signal));
  }

  /** Says again where it stands, which the server takes as a sign of life. */
  repeat(signal?: AbortSignal): Promise<void> {
    return this.#handlers.command(this.#state === 'closed' ? { type: 'microphone.close' } : { type: 'microphone.open', hold: this.#hold }, signal);
  }

  /** The session is over. */
  end(): void {
    this.#forget();
    this.#uplink.disconnect();
    this.#uplink.discard();
    void this.#microphone?.close();
  }

  async #giveUp(attempt: AbortController, microphone: AudioInput): Promise<void> {
    // Closed meanwhile, and perhaps opened anew: that one is not to be disturbed.
    if (this.#attempt !== undefined && this.#attempt !== attempt) {
      return;
    }

    const holding = this.#attempt === attempt && this.#hold && this.#told !== undefined;
    this.#forget();
    await microphone.close();
    this.#uplink.discard();
    if (holding) {
      // The server listens to somebody who cannot be heard.
      this.#tellClosed(Promise.resolve(), undefined).catch(() => undefined);
    }
  }

  #forget(): void {
    this.#attempt?.abort();
    this.#attempt = undefined;
    this.#told = undefined;
    this.#enter('closed');
  }

  /** Tells the server; after it was told of the last closing, so that it never hears the two the wrong way round. */
  #tell(hold: boolean, signal: AbortSignal | undefined): Promise<void> {
    const command = (): Promise<void> => this.#handlers.command({ type: 'microphone.open', ...(hold && { hold }) }, signal);
    const told = this.#closing === undefined ? command() : this.#closing.then(command);
    told.catch(() => undefined);
    return told;
  }

  async #tellClosed(ready: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
    let answered = Promise.resolve();
    const closing: Promise<void> = Promise.all([this.#closing, ready]).then(() => {
      answered = this.#handlers.command({ type: 'microphone.close' }, signal);
      if (this.#closing === closing) {
        this.#closing = undefined;
      }
    });
    this.#closing = closing;
    await closing;
    await answered;
  }

  #enter(state: MicrophoneState): void {
    if (this.#state !== state) {
      this.#state = state;
      this.#handlers.changed(state);
    }
  }
}
