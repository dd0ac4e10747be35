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

/** Plays the presenter's speech and knows what was heard. */
export interface SpeechOutput {
  /** Sample rate that it wants on the wire: 16000, 24000 or 48000. */
  readonly sampleRate: number;
  /** Makes it ready; in a browser to be called in the handler of a click or key. */
  open(signal: AbortSignal): Promise<void>;
  /** Takes a packet; the first of an utterance begins it. */
  push(packet: AudioPacket): void;
  /** Falls silent and drops every utterance up to an epoch. Returns the milliseconds that were heard of the one that sounded. */
  clear(epoch: number): number;
  /** Where the ear is; undefined when nothing plays or waits. */
  playhead(): Playhead | undefined;
  /** Names the one listener for beginnings, stalls, goings-on and ends, told when they are heard. */
  listen(listener: (playhead: Playhead) => void): void;
  /** How loud it is at this moment, root mean square, 0 to 1. */
  level(): number;
  /** Figures of this moment. */
  metrics(): OutputMetrics;
  /** Lets go of the device. */
  close(): Promise<void>;
}
