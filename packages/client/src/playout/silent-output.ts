import type { AudioPacket } from '@troupe/protocol';
import { JitterBuffer } from '../worklets/jitter-buffer.js';
import { PlayheadTrack } from './playhead-track.js';
import { DUCKING, RESTORING, type OutputMetrics, type Playhead, type SpeechOutput } from './speech-output.js';

const BLOCK = 128;

/**
 * Plays in real time without a sound: for hosts without a loudspeaker, such as Node, whose sessions still follow speech by the clock.
 *
 * Time passes when the session looks, at least every 100 ms.
 */
export class SilentOutput implements SpeechOutput {
  readonly sampleRate: number;
  readonly #buffer: JitterBuffer;
  readonly #track = new PlayheadTrack();
  readonly #now: () => number;
  readonly #onSamples: ((samples: Float32Array) => void) | undefined;
  #listener: (playhead: Playhead) => void = () => undefined;
  #startedAt: number | undefined;
  #rendered = 0;
  #level = 0;

  /**
   * @param options `sampleRate` on the wire (default 24000), a clock in milliseconds (default `performance.now`), and a receiver of the
   * samples that a loudspeaker would play.
   */
  constructor(options: { readonly sampleRate?: number; readonly now?: () => number; readonly onSamples?: (samples: Float32Array) => void } = {}) {
    this.sampleRate = options.sampleRate ?? 24_000;
    this.#now = options.now ?? ((): number => performance.now());
    this.#onSamples = options.onSamples;
    this.#buffer = new JitterBuffer(this.sampleRate);
  }

  async open(): Promise<void> {
    this.#startedAt ??= this.#now();
  }

  push(packet: AudioPacket): void {
    this.#render();
    this.#buffer.push({ ...packet, sampleRate: this.sampleRate }, this.#time());
  }

  clear(epoch: number): Promise<number> {
    this.#render();
    this.#track.clear(epoch);
    return new Promise((resolve) => {
      let silent = false;
      this.#buffer.clear(epoch, (position) => {
        silent = true;
        resolve(position);
      });
      // The fade is over at once: nobody looks at a clock of this output while it is silent.
      while (!silent) {
        this.#renderBlock();
      }
    });
  }

  duck(epoch: number, decibels: number): void {
    this.#render();
    this.#buffer.setLevel(epoch, 10 ** (decibels / 20), DUCKING);
  }

  restore(epoch: number): void {
    this.#render();
    this.#buffer.setLevel(epoch, 1, RESTORING);
  }

  playhead(): Playhead | undefined {
    this.#render();
    // Where whole blocks end: beyond them nothing was heard, not even a guess.
    const time = this.#rendered / this.sampleRate;
    this.#track.advance(time, this.#listener);
    return this.#track.at(time);
  }

  listen(listener: (playhead: Playhead) => void): void {
    this.#listener = listener;
  }

  level(): number {
    return this.#level;
  }

  metrics(): OutputMetrics {
    const { target, buffered, underruns } = this.#buffer;
    return { target, buffered, underruns, latency: 0 };
  }

  async close(): Promise<void> {
    this.#startedAt = undefined;
  }

  #time(): number {
    return this.#startedAt === undefined ? 0 : (this.#now() - this.#startedAt) / 1000;
  }

  #render(): void {
    while ((this.#rendered + BLOCK) / this.sampleRate <= this.#time()) {
      this.#renderBlock();
    }
  }

  #renderBlock(): void {
    const block = new Float32Array(BLOCK);
    const { target, buffered, underruns } = this.metrics();
    this.#rendered += BLOCK;
    const time = this.#rendered / this.sampleRate;
    const before = this.#buffer.report();
    this.#buffer.pull(block, (report) => this.#track.add({ ...report, time, target, buffered, underruns }));
    const after = this.#buffer.report();
    if (after !== undefined && (after.playing || before?.playing === true)) {
      this.#track.add({ ...after, time, target, buffered, underruns });
    }

    this.#level = Math.sqrt(block.reduce((sum, sample) => sum + sample * sample, 0) / BLOCK);
    this.#onSamples?.(block);
  }
}
