import type { AudioPacket, ClientMessage, ServerMessage } from '@troupe/protocol';
import { PlayoutClock } from '../playout/playout-clock.js';
import type { Playhead, SpeechOutput } from '../playout/speech-output.js';

/** Least milliseconds between two reports of the playhead while sound plays; the protocol asks for one every 100 to 200 ms. */
const REPORT_INTERVAL = 100;

/** Ends and interruptions that are told again after a loss: a socket that dies takes what was under way with it. */
const LANDMARKS = 4;

/** Where the person's ear is, smoothly. */
export interface Heard {
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance. */
  readonly utterance: number;
  /** Milliseconds from the utterance's first sample, never backwards within it. */
  readonly position: number;
  /** False while it waits for late packets. */
  readonly playing: boolean;
}

/** What the playback tells its session. */
export interface PlaybackHandlers {
  /** Sends a fact to the server. */
  readonly fact: (message: ClientMessage) => void;
  /** An utterance begins or stops to be heard, or stalls. */
  readonly changed: (playhead: Playhead) => void;
}

/** Lets speech be heard, reports what was heard, and falls silent on an interruption. */
export class Playback {
  readonly #output: SpeechOutput;
  readonly #handlers: PlaybackHandlers;
  readonly #clock: PlayoutClock;
  readonly #now: () => number;
  #playhead: Playhead | undefined;
  #cleared: { readonly epoch: number; readonly position: Promise<number> } = { epoch: 0, position: Promise.resolve(0) };
  #told: Playhead | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #landmarks: ClientMessage[] = [];

  constructor(output: SpeechOutput, handlers: PlaybackHandlers, now: () => number) {
    this.#output = output;
    this.#handlers = handlers;
    this.#clock = new PlayoutClock(() => ({ position: this.#playhead?.position ?? 0, running: this.#playhead?.playing ?? false }), { now });
    this.#now = now;
    output.listen(
      (playhead) => this.#changed(playhead),
      () => this.#report(),
    );
  }

  /** How far the audio device is ahead of the clock, in milliseconds. */
  get drift(): number {
    return this.#clock.drift;
  }

  /** Where the ear is; undefined while nothing is heard. */
  heard(): Heard | undefined {
    const previous = this.#playhead;
    const playhead = this.#output.playhead();
    this.#playhead = playhead;
    if (playhead === undefined) {
      return undefined;
    }

    if (previous?.utterance !== playhead.utterance) {
      this.#clock.reset();
    }

    return { epoch: playhead.epoch, utterance: playhead.utterance, position: this.#clock.read(), playing: playhead.playing };
  }

  /** Takes a packet. */
  audio(packet: AudioPacket): void {
    if (packet.epoch > this.#cleared.epoch) {
      this.#output.push(packet);
      this.#timer ??= setInterval(() => this.#report(), REPORT_INTERVAL);
    }
  }

  /** Takes a message; only an interruption and what may become one matter. */
  message(message: ServerMessage): void {
    switch (message.type) {
      case 'speech.ducked':
        this.#output.duck(message.epoch, message.level);
        break;
      case 'speech.restored':
        this.#output.restore(message.epoch);
        break;
      case 'turn.interrupted':
        void this.#acknowledge(message.epoch);
        break;
    }
  }

  /** The line is back: the server may have missed what was heard meanwhile. */
  resume(): void {
    this.#landmarks.forEach((landmark) => this.#handlers.fact(landmark));
    const playhead = this.#output.playhead();
    if (playhead !== undefined) {
      this.#send(playhead);
    }
  }

  /** Falls silent and drops everything up to an epoch. */
  silence(epoch: number): void {
    if (epoch > this.#cleared.epoch) {
      this.#cleared = { epoch, position: this.#output.clear(epoch) };
      this.#playhead = undefined;
      this.#stop();
    }
  }

  /** Stops reporting. */
  close(): void {
    this.#stop();
  }

  /** Falls silent and says where, which is known when the last sample is out. */
  async #acknowledge(epoch: number): Promise<void> {
    const told = this.#told?.epoch === epoch ? this.#told.position : 0;
    this.silence(epoch);
    const position = this.#cleared.epoch === epoch ? await this.#cleared.position : 0;
    this.#mark({ type: 'speech.cleared', epoch, position: Math.max(told, position) });
  }

  #changed(playhead: Playhead): void {
    if (playhead.epoch <= this.#cleared.epoch) {
      return;
    }

    this.#send(playhead);
    this.#handlers.changed(playhead);
  }

  #report(): void {
    if (this.#now() - this.#toldAt < REPORT_INTERVAL) {
      return;
    }

    const playhead = this.#output.playhead();
    if (playhead !== undefined && playhead.playing) {
      this.#send(playhead);
    }
  }

  /** What was heard stays heard: a position that was told is not taken back. */
  #send(playhead: Playhead): void {
    const { epoch, utterance, ended } = playhead;
    const told = this.#told?.utterance === utterance ? this.#told.position : 0;
    const position = Math.max(told, playhead.position);
    this.#told = { ...playhead, position };
    this.#toldAt = this.#now();
    const fact: ClientMessage = { type: 'playhead.moved', epoch, utterance, position: Math.round(position * 10) / 10, ended };
    if (ended) {
      this.#mark(fact);
    } else {
      this.#handlers.fact(fact);
    }
  }

  #mark(fact: ClientMessage): void {
    this.#landmarks.push(fact);
    this.#landmarks.splice(0, this.#landmarks.length - LANDMARKS);
    this.#handlers.fact(fact);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
