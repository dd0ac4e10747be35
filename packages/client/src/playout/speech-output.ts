import type { AudioPacket } from '@troupe/protocol';

/** Where the ear is. */
export interface Playhead {
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance. */
  readonly utterance: number;
  /** Milliseconds from the utterance's first sample that left the loudspeaker. */
  readonly position: number;
  /** Whether sound comes out at this moment; false while it waits for late packets. */
  readonly playing: boolean;
  /** Whether the whole utterance was heard. */
  readonly ended: boolean;
}

/** Figures of the playing side, for people who look after quality. */
export interface OutputMetrics {
  /** Milliseconds that the jitter buffer aims at. */
  readonly target: number;
  /** Milliseconds that wait in it. */
  readonly buffered: number;
  /** How often sound ran out in the middle of an utterance. */
  readonly underruns: number;
  /** Milliseconds between the sound's computation and the loudspeaker. */
  readonly latency: number;
}

/** Seconds in which a ducked voice becomes quiet, and loud again: quick enough to be out of the way, slow enough not to click or startle. */
export const DUCKING = 0.01;
/** The way back. */
export const RESTORING = 0.1;

/** Plays the presenter's speech and knows what was heard. */
export interface SpeechOutput {
  /** Sample rate that it wants on the wire: 16000, 24000 or 48000. */
  readonly sampleRate: number;
  /** Makes it ready; in a browser to be called in the handler of a click or key. */
  open(signal: AbortSignal): Promise<void>;
  /** Takes a packet; the first of an utterance begins it. */
  push(packet: AudioPacket): void;
  /** Falls silent and drops every utterance up to an epoch. Resolves when it is silent, to the milliseconds of the epoch's speech that are heard, to the sample. */
  clear(epoch: number): Promise<number>;
  /** Plays what an epoch says at another level within 10 ms: decibels relative to full level, negative. Other epochs play at full level. */
  duck(epoch: number, decibels: number): void;
  /** Plays what an epoch says at full level again within 100 ms. */
  restore(epoch: number): void;
  /** Where the ear is; undefined when nothing plays or waits. */
  playhead(): Playhead | undefined;
  /**
   * Names the one listener.
   *
   * @param changed Told of beginnings, stalls, goings-on and ends when they are heard.
   * @param moved Told about every 50 ms while sound plays, where the output has a clock of its own: unlike a page's timers it is not slowed down
   * while the page is hidden.
   */
  listen(changed: (playhead: Playhead) => void, moved?: () => void): void;
  /** How loud it is at this moment, root mean square, 0 to 1. */
  level(): number;
  /** Figures of this moment. */
  metrics(): OutputMetrics;
  /** Lets go of the device. */
  close(): Promise<void>;
}
