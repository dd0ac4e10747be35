import { Resampler } from './resampler.js';

/** A packet of the microphone and how loud it is. */
export interface CapturedPacket {
  /** PCM16 of 20 ms at the wire's rate. */
  readonly samples: Int16Array<ArrayBuffer>;
  /** Root mean square, 0 to 1. */
  readonly level: number;
}

/** Cuts a stream of blocks at the device's rate into packets of 20 ms at the wire's rate. */
export class PacketFramer {
  readonly #resampler: Resampler;
  readonly #packet: Float32Array;
  #filled = 0;

  constructor(inputRate: number, outputRate: number) {
    this.#resampler = new Resampler(inputRate, outputRate);
    this.#packet = new Float32Array(outputRate / 50);
  }

  /** Takes a block and hands on each packet that it completes. */
  push(block: Float32Array, emit: (packet: CapturedPacket) => void): void {
    for (const sample of this.#resampler.push(block)) {
      this.#packet[this.#filled++] = sample;
      if (this.#filled === this.#packet.length) {
        this.#filled = 0;
        emit(this.#cut());
      }
    }
  }

  #cut(): CapturedPacket {
    const samples = new Int16Array(this.#packet.length);
    let energy = 0;
    this.#packet.forEach((sample, index) => {
      const clipped = Math.max(-1, Math.min(1, sample));
      energy += clipped * clipped;
      samples[index] = Math.round(clipped * 32_767);
    });
    return { samples, level: Math.sqrt(energy / samples.length) };
  }
}
