import { lipKernelBytes } from './lip-kernel-bytes.js';
import type { LipLayers } from './lip-layers.js';
import { BANDS } from './lip-net-bands.js';
import { ANSWERS, CONTEXT, type GruWeights, type LipNetWeights } from './lip-net-weights.js';
import { layOutBias, layOutRows, padded, SimdMemory, type Place } from './simd-memory.js';

/** What `kernel/lip-kernel.ts` exports; it describes them. */
interface KernelExports {
  rows(matrix: number, bias: number, vector: number, width: number, products: number, count: number, least: number): void;
  gates(fromInput: number, fromState: number, state: number, units: number): void;
  add(left: number, right: number, sums: number, count: number): void;
}

interface Layer {
  readonly input: Place;
  readonly inputBias: Place;
  readonly state: Place;
  readonly stateBias: Place;
}

const HEARD = CONTEXT * BANDS;

/**
 * A network in WebAssembly: one module and one memory with its weights serve all streams, which lend it their state for a frame. A memory for each stream would hold the
 * weights as often.
 */
export class SimdKernel {
  readonly #exports: KernelExports;
  readonly #units: number;
  readonly #front: readonly [matrix: Place, bias: Place];
  readonly #layers: readonly [Layer, Layer];
  readonly #heads: readonly [matrix: Place, bias: Place];
  /** Of the stream that is computed: what it heard, then the states of both layers. */
  readonly #stream: Place;
  readonly #values: Place;
  readonly #fromInput: Place;
  readonly #fromState: Place;
  readonly #answers: Place;

  private constructor(module: WebAssembly.Module, weights: LipNetWeights) {
    const units = padded(weights.units);
    const answers = padded(ANSWERS);
    const layer = 2 * 3 * units * (units + 1);
    const memory = new SimdMemory(units * (HEARD + 1) + 2 * layer + answers * (units + 1) + HEARD + 2 * units + units + 2 * 3 * units + answers);
    this.#units = units;
    this.#front = takeRows(memory, weights.front, weights.frontBias, weights.units, HEARD, HEARD);
    this.#layers = [takeLayer(memory, weights.first, weights.units), takeLayer(memory, weights.second, weights.units)];
    this.#heads = takeRows(memory, weights.heads, weights.headsBias, ANSWERS, weights.units, units);
    this.#stream = memory.take(HEARD + 2 * units);
    this.#values = memory.take(units);
    this.#fromInput = memory.take(3 * units);
    this.#fromState = memory.take(3 * units);
    this.#answers = memory.take(answers);
    this.#exports = new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports as unknown as KernelExports;
  }

  /** `undefined` where WebAssembly is absent or refused, or has no SIMD. */
  static open(weights: LipNetWeights): SimdKernel | undefined {
    // A policy refuses, and a browser without SIMD fails, by an exception; where there is no WebAssembly its name is none. A network in JavaScript does as well.
    try {
      return new SimdKernel(new WebAssembly.Module(lipKernelBytes()), weights);
    } catch {
      return undefined;
    }
  }

  /** The layers of another stream. */
  openStream(): LipLayers {
    const state = new Float32Array(this.#stream.numbers.length);
    return {
      kernel: 'simd',
      step: (bands, answers) => this.#step(state, bands, answers),
      reset: () => void state.fill(0),
    };
  }

  #step(state: Float32Array, bands: Float64Array, answers: Float64Array): void {
    const { rows, add } = this.#exports;
    state.copyWithin(0, BANDS, HEARD);
    state.set(bands, HEARD - BANDS);
    this.#stream.numbers.set(state);

    const heard = this.#stream.address;
    const first = heard + HEARD * 4;
    const second = first + this.#units * 4;
    const values = this.#values.address;
    rows(this.#front[0].address, this.#front[1].address, heard, HEARD, values, this.#units, 0);
    this.#stepLayer(this.#layers[0], values, first);
    this.#stepLayer(this.#layers[1], first, second);
    add(first, second, values, this.#units);
    rows(this.#heads[0].address, this.#heads[1].address, values, this.#units, this.#answers.address, this.#answers.numbers.length, Number.NEGATIVE_INFINITY);

    state.set(this.#stream.numbers);
    for (let answer = 0; answer < ANSWERS; answer++) {
      answers[answer] = this.#answers.numbers[answer]!;
    }
  }

  #stepLayer({ input, inputBias, state, stateBias }: Layer, values: number, place: number): void {
    const { rows, gates } = this.#exports;
    const units = this.#units;
    rows(input.address, inputBias.address, values, units, this.#fromInput.address, 3 * units, Number.NEGATIVE_INFINITY);
    rows(state.address, stateBias.address, place, units, this.#fromState.address, 3 * units, Number.NEGATIVE_INFINITY);
    gates(this.#fromInput.address, this.#fromState.address, place, units);
  }
}

function takeRows(memory: SimdMemory, matrix: Float64Array, bias: Float64Array, part: number, width: number, paddedWidth: number): [Place, Place] {
  const rows = padded(part) * (bias.length / part);
  const places: [Place, Place] = [memory.take(rows * paddedWidth), memory.take(rows)];
  layOutRows(matrix, part, width, places[0].numbers, paddedWidth);
  layOutBias(bias, part, places[1].numbers);
  return places;
}

function takeLayer(memory: SimdMemory, weights: GruWeights, units: number): Layer {
  const [input, inputBias] = takeRows(memory, weights.input, weights.inputBias, units, units, padded(units));
  const [state, stateBias] = takeRows(memory, weights.state, weights.stateBias, units, units, padded(units));
  return { input, inputBias, state, stateBias };
}
