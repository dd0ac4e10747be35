import { GatedLayer } from './gated-layer.js';
import type { LipLayers } from './lip-layers.js';
import { BANDS } from './lip-net-bands.js';
import { CONTEXT, type LipNetWeights } from './lip-net-weights.js';
import { multiplyRows } from './rows.js';

/** The layers in JavaScript, for where WebAssembly does not run. */
export class ScriptLayers implements LipLayers {
  readonly kernel = 'script';
  readonly #weights: LipNetWeights;
  readonly #heard = new Float64Array(CONTEXT * BANDS);
  readonly #front: Float64Array;
  readonly #first: GatedLayer;
  readonly #second: GatedLayer;
  readonly #sum: Float64Array;

  constructor(weights: LipNetWeights) {
    this.#weights = weights;
    this.#front = new Float64Array(weights.units);
    this.#sum = new Float64Array(weights.units);
    this.#first = new GatedLayer(weights.first, weights.units);
    this.#second = new GatedLayer(weights.second, weights.units);
  }

  step(bands: Float64Array, answers: Float64Array): void {
    const { front, frontBias, heads, headsBias } = this.#weights;
    this.#heard.copyWithin(0, BANDS);
    this.#heard.set(bands, this.#heard.length - BANDS);
    multiplyRows(front, frontBias, this.#heard, this.#front);
    for (let unit = 0; unit < this.#front.length; unit++) {
      this.#front[unit] = Math.max(0, this.#front[unit]!);
    }

    this.#first.step(this.#front);
    this.#second.step(this.#first.state);
    for (let unit = 0; unit < this.#sum.length; unit++) {
      this.#sum[unit] = this.#first.state[unit]! + this.#second.state[unit]!;
    }

    multiplyRows(heads, headsBias, this.#sum, answers);
  }

  reset(): void {
    this.#heard.fill(0);
    this.#first.reset();
    this.#second.reset();
  }
}
