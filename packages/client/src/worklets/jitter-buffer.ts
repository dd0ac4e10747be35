import { LevelRamp } from './level-ramp.js';
import { PlayoutTarget } from './playout-target.js';
import { Resampler } from './resampler.js';

/** Where the buffer is in an utterance. */
export interface JitterReport {
  /** Epoch of the utterance. */
  readonly epoch: number;
  /** The utterance. */
  readonly utterance: number;
  /** Milliseconds from the utterance's first sample that were handed out. */
  readonly position: number;
  /** Whether sound is handed out at this moment. */
  readonly playing: boolean;
  /** Whether the utterance was handed out to its end. */
  readonly ended: boolean;
}

interface Queued {
  readonly epoch: number;
  readonly utterance: number;
  readonly inputRate: number;
  readonly resampler: Resampler;
  readonly blocks: Float32Array[];
  /** Samples of the first block that were handed out. */
  head: number;
  /** Input samples received. */
  received: number;
  /** Output samples waiting. */
  available: number;
  /** Output samples handed out. */
  played: number;
  complete: boolean;
  earliest: number;
}

const FADE = 0.005;
/** Milliseconds by which what waits may fall short of the target: the resampler keeps less than one back, and no spread shrinks to nothing. */
const HELD_BACK = 4;

/**
 * Holds speech back just long enough that late packets do not tear it.
 *
 * Playing begins when 20 to 120 ms wait, by how unevenly packets arrived; when the sound runs out it fades in 5 ms, waits for the
 * target again and goes on where it stopped, so positions stay true. Overlaps are cut, gaps become silence.
 */
export class JitterBuffer {
  readonly #outputRate: number;
  readonly #step: number;
  readonly #queue: Queued[] = [];
  readonly #ramp: LevelRamp;
  readonly #target: PlayoutTarget;
  readonly #cleared: (() => void)[] = [];
  #rampEpoch = 0;
  #gain = 0;
  #playing = false;
  #doomed = false;
  #clearedThrough = 0;
  #last: { readonly epoch: number; readonly position: number } | undefined;
  #underruns = 0;

  constructor(outputRate: number, target = new PlayoutTarget()) {
    this.#outputRate = outputRate;
    this.#target = target;
    this.#step = 1 / Math.round(outputRate * FADE);
    this.#ramp = new LevelRamp(outputRate);
  }

  /** Milliseconds that must wait before playing begins. */
  get target(): number {
    return this.#target.seconds * 1000;
  }

  /** How often the sound ran out in the middle of an utterance. */
  get underruns(): number {
    return this.#underruns;
  }

  /** Milliseconds that wait in the current utterance. */
  get buffered(): number {
    return ((this.#queue[0]?.available ?? 0) / this.#outputRate) * 1000;
  }

  /** Takes a packet at a time in seconds. The first of an utterance opens it; packets of a cleared epoch are dropped. */
  push(packet: { epoch: number; utterance: number; offset: number; last: boolean; samples: Int16Array; sampleRate: number }, time: number): void {
    if (packet.epoch <= this.#clearedThrough) {
      return;
    }

    const queued = this.#find(packet.epoch, packet.utterance, packet.sampleRate);
    if (queued.complete) {
      return;
    }

    this.#measure(queued, packet.offset / queued.inputRate, time);
    const overlap = queued.received - packet.offset;
    if (overlap < 0) {
      this.#append(queued, new Float32Array(-overlap));
    }

    if (overlap < packet.samples.length) {
      this.#append(queued, Float32Array.from(packet.samples.subarray(Math.max(0, overlap)), (sample) => sample / 32_768));
    }

    if (packet.last) {
      queued.complete = true;
      this.#store(queued, queued.resampler.flush());
    }
  }

  /**
   * Drops every utterance up to an epoch; what sounds at this moment fades in 5 ms.
   *
   * @param epoch The epoch.
   * @param cleared Told once it is silent: how many milliseconds of the epoch's speech were handed out, to the sample as it was received.
   */
  clear(epoch: number, cleared: (position: number) => void): void {
    this.#clearedThrough = Math.max(this.#clearedThrough, epoch);
    const current = this.#queue[0];
    this.#doomed = this.#playing && current !== undefined && current.epoch <= epoch;
    const speech = this.#queue.find((queued) => queued.epoch === epoch);
    this.#cleared.push(() => cleared(speech === undefined ? this.#lastOf(epoch) : receivedPosition(speech, this.#outputRate)));
    const kept = this.#queue.filter((queued, index) => queued.epoch > epoch || (index === 0 && this.#doomed));
    this.#queue.splice(0, this.#queue.length, ...kept);
    if (!this.#doomed) {
      this.#tellCleared();
    }
  }

  /** Moves what an epoch says to a gain within a time in seconds. Another epoch begins at full level. */
  setLevel(epoch: number, gain: number, seconds: number): void {
    const current = this.#queue[0];
    if (epoch > this.#clearedThrough && (current === undefined || current.epoch === epoch)) {
      this.#rampOf(epoch).moveTo(gain, seconds);
    }
  }

  /** Fills a block, with silence where nothing waits. Calls back for each utterance that ends in it. */
  pull(output: Float32Array, ended: (report: JitterReport) => void): void {
    output.fill(0);
    let index = 0;
    while (index < output.length) {
      const current = this.#queue[0];
      if (current === undefined || !this.#ready(current)) {
        return;
      }

      index = this.#render(current, output, index);
      if (this.#doomed && (this.#gain <= 0 || current.available === 0)) {
        this.#leave();
      } else if (current.available === 0 && current.complete) {
        ended(this.#reportOf(current, true));
        this.#leave();
      } else if (this.#gain <= 0 || current.available === 0) {
        this.#playing = false;
        this.#gain = 0;
        this.#underruns++;
        this.#target.missed();
        return;
      }
    }
  }

  /** Where the current utterance is; undefined when none waits. */
  report(): JitterReport | undefined {
    const current = this.#queue[0];
    return current === undefined || this.#doomed ? undefined : this.#reportOf(current, false);
  }

  #find(epoch: number, utterance: number, inputRate: number): Queued {
    const found = this.#queue.find((queued) => queued.epoch === epoch && queued.utterance === utterance);
    if (found !== undefined) {
      return found;
    }

    const queued: Queued = {
      epoch,
      utterance,
      inputRate,
      resampler: new Resampler(inputRate, this.#outputRate),
      blocks: [],
      head: 0,
      received: 0,
      available: 0,
      played: 0,
      complete: false,
      earliest: Number.POSITIVE_INFINITY,
    };
    this.#queue.push(queued);
    return queued;
  }

  #measure(queued: Queued, mediaTime: number, time: number): void {
    const delay = time - mediaTime;
    queued.earliest = Math.min(queued.earliest, delay);
    this.#target.arrived(delay - queued.earliest);
  }

  #append(queued: Queued, input: Float32Array): void {
    queued.received += input.length;
    this.#store(queued, queued.resampler.push(input));
  }

  #store(queued: Queued, block: Float32Array): void {
    if (block.length > 0) {
      queued.blocks.push(block);
      queued.available += block.length;
    }
  }

  #ready(current: Queued): boolean {
    this.#playing ||= current.complete || this.buffered >= this.target - HELD_BACK;
    return this.#playing;
  }

  #render(current: Queued, output: Float32Array, from: number): number {
    const fadeLength = 1 / this.#step;
    const ramp = this.#rampOf(current.epoch);
    let index = from;
    while (index < output.length && current.available > 0) {
      const block = current.blocks[0]!;
      const fading = this.#doomed || (!current.complete && current.available <= fadeLength);
      this.#gain = fading ? this.#gain - this.#step : Math.min(1, this.#gain + this.#step);
      if (this.#gain <= 0) {
        break;
      }

      output[index++] = (block[current.head++] ?? 0) * this.#gain * ramp.next();
      current.available--;
      current.played++;
      if (current.head === block.length) {
        current.blocks.shift();
        current.head = 0;
      }
    }

    return index;
  }

  #leave(): void {
    const left = this.#queue.shift();
    this.#last = left && { epoch: left.epoch, position: receivedPosition(left, this.#outputRate) };
    this.#playing = false;
    this.#doomed = false;
    this.#gain = 0;
    this.#tellCleared();
  }

  #tellCleared(): void {
    this.#cleared.splice(0).forEach((tell) => tell());
  }

  #lastOf(epoch: number): number {
    return this.#last?.epoch === epoch ? this.#last.position : 0;
  }

  #rampOf(epoch: number): LevelRamp {
    if (epoch !== this.#rampEpoch) {
      this.#rampEpoch = epoch;
      this.#ramp.reset();
    }

    return this.#ramp;
  }

  #reportOf(current: Queued, ended: boolean): JitterReport {
    const position = (current.played / this.#outputRate) * 1000;
    return { epoch: current.epoch, utterance: current.utterance, position, playing: this.#playing && !ended, ended };
  }
}

/** Milliseconds of an utterance that were handed out, in whole samples of the rate at which it was received. */
function receivedPosition({ played, inputRate }: Queued, outputRate: number): number {
  return (Math.floor((played * inputRate) / outputRate) / inputRate) * 1000;
}
