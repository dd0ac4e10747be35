import { vi } from 'vitest';
import type { AudioHost } from '@troupe/client';

/** Rate of the simulated device. */
export const DEVICE_RATE = 16_000;
const BLOCK = 128;
const LATENCY = 0.04;
/** Milliseconds for which a message between page and sound thread is on its way. */
const MESSAGE_DELAY = 3;

interface Processor {
  readonly port: Port;
  process(inputs: readonly [], outputs: readonly (readonly Float32Array[])[]): boolean;
}

interface Port {
  onmessage?: ((event: { data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

/**
 * An AudioContext in virtual time whose device runs by its own clock: the page's worklet, real, renders every block. What it plays is kept, so that a test knows what is heard.
 */
export class SimulatedAudio {
  readonly #drift: number;
  readonly #letters: { readonly at: number; readonly deliver: () => void }[] = [];
  readonly #heard: { readonly from: number; readonly samples: Float32Array }[] = [];
  #processor: Processor | undefined;
  #now = 0;
  #device = 0;
  #blocks = 0;
  #running = true;

  /** @param drift How much faster than the page's clock the device runs, in parts of one. */
  constructor(drift: number) {
    this.#drift = drift;
    const audio = this;
    vi.stubGlobal('sampleRate', DEVICE_RATE);
    vi.stubGlobal('currentTime', 0);
    vi.stubGlobal('AudioWorkletProcessor', class {
      readonly port: Port = audio.#inside;
    });
    vi.stubGlobal('registerProcessor', (name: string, processor: new () => Processor) => {
      if (name === 'troupe-playout') audio.#make = (): Processor => new processor();
    });
    vi.stubGlobal('AudioWorkletNode', class {
      readonly port = audio.#outside;
      constructor() {
        audio.#processor = audio.#make();
      }
      connect(next: unknown): unknown {
        return next;
      }
      disconnect(): void {
        audio.#processor = undefined;
      }
    });
    vi.stubGlobal('AnalyserNode', class {
      readonly fftSize = 1024;
      connect(next: unknown): unknown {
        return next;
      }
    });
  }

  #make: () => Processor = () => {
    throw new Error('the worklet is not loaded');
  };
  readonly #outside: Port = { postMessage: (message) => this.#post(() => this.#inside.onmessage?.({ data: message })) };
  readonly #inside: Port = { postMessage: (message) => this.#post(() => this.#outside.onmessage?.({ data: message })) };

  /** The host that a loudspeaker opens. */
  get host(): AudioHost {
    const audio = this;
    const context = {
      get currentTime(): number {
        return audio.#blocks * BLOCK / DEVICE_RATE;
      },
      outputLatency: LATENCY,
      state: 'running',
      destination: {},
    };
    return { open: async () => context, close: async () => undefined } as unknown as AudioHost;
  }

  /** Stops the device, as a system does that gives it away, or lets it go on. */
  set running(running: boolean) {
    this.#running = running;
  }

  /** Lets time pass until a moment of the page's clock, in milliseconds. */
  advance(now: number): void {
    while (this.#now < now) {
      const step = Math.min(1, now - this.#now);
      this.#now += step;
      this.#device += this.#running ? (step / 1000) * (1 + this.#drift) : 0;
      while (((this.#blocks + 1) * BLOCK) / DEVICE_RATE <= this.#device) this.#render();
      while (this.#letters[0] && this.#letters[0].at <= this.#now) this.#letters.shift()?.deliver();
    }
  }

  /** The sample that leaves the loudspeaker at this moment and those around it, in milliseconds; nothing while the device stands. */
  heard(around: number): Float32Array {
    if (!this.#running) return new Float32Array(1);
    const [from, to] = [-around, around].map((offset) => Math.round((this.#device - LATENCY + offset / 1000) * DEVICE_RATE)) as [number, number];
    while (this.#heard[0] && this.#heard[0].from + BLOCK < from) this.#heard.shift();
    const samples = new Float32Array(Math.max(1, to - from + 1));
    for (const block of this.#heard) {
      for (let index = Math.max(0, from - block.from); index < BLOCK && block.from + index <= to; index++) samples[block.from + index - from] = block.samples[index] as number;
    }
    return samples;
  }

  #render(): void {
    (globalThis as { currentTime?: number }).currentTime = (this.#blocks * BLOCK) / DEVICE_RATE;
    const samples = new Float32Array(BLOCK);
    this.#processor?.process([], [[samples]]);
    this.#heard.push({ from: this.#blocks * BLOCK, samples });
    this.#blocks++;
  }

  #post(deliver: () => void): void {
    this.#letters.push({ at: this.#now + MESSAGE_DELAY, deliver });
  }
}
