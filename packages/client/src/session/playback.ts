import type { AudioPacket, ClientMessage, ServerMessage } from '@troupe/protocol';
import { PlayoutClock } from '../playout/playout-clock.js';
import type { Playhead, SpeechOutput } from '../playout/speech-output.js';

/** Milliseconds between two reports of the playhead while sound plays. */
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
  #playhead: Playhead | undefined;
  #clearedThrough = 0;
  #clearedAt = 0;
  #told: { readonly utterance: number; readonly position: number } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #landmarks: ClientMessage[] = [];

  constructor(output: SpeechOutput, handlers: PlaybackHandlers, now: () => number) {
    this.#output = output;
    this.#handlers = handlers;
    this.#clock = new PlayoutClock(() => ({ position: this.#playhead?.position ?? 0, running: this.#playhead?.playing ?? false }), { now });
    output.listen((playhead) => this.#changed(playhead));
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
    if (packet.epoch > this.#clearedThrough) {
      this.#output.push(packet);
      this.#timer ??= setInterval(() => this.#report(), REPORT_INTERVAL);
    }
  }

  /** Takes a message; only an interruption matters. */
  message(message: ServerMessage): void {
    if (message.type === 'turn.interrupted') {
      this.silence(message.epoch);
      this.#mark({ type: 'speech.cleared', epoch: message.epoch, position: this.#clearedAt });
    }
  }

  /** The line is back: the server may have missed what was heard meanwhile. */
  resume(): void {
    this.#landmarks.forEach((landmark) => this.#handlers.fact(landmark));
    this.#report();
  }

  /** Falls silent and drops everything up to an epoch. */
  silence(epoch: number): void {
    if (epoch > this.#clearedThrough) {
      this.#clearedThrough = epoch;
      this.#clearedAt = this.#output.clear(epoch);
      this.#playhead = undefined;
      this.#stop();
    }
  }

  /** Stops reporting. */
  close(): void {
    this.#stop();
  }

  #changed(playhead: Playhead): void {
    if (playhead.epoch <= this.#clearedThrough) {
      return;
    }

    this.#send(playhead);
    this.#handlers.changed(playhead);
  }

  #report(): void {
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
    this.#told = { utterance, position };
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
