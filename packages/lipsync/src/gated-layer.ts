import type { GruWeights } from './lip-net-weights.js';
import { multiplyRows } from './rows.js';

/** A gated recurrent layer (Cho et al. 2014) and its state. Allocates nothing per step. */
export class GatedLayer {
  /** The state, which is also the answer to the last input. */
  readonly state: Float64Array;
  readonly #weights: GruWeights;
  readonly #fromInput: Float64Array;
  readonly #fromState: Float64Array;

  constructor(weights: GruWeights, units: number) {
    this.#weights = weights;
    this.state = new Float64Array(units);
    this.#fromInput = new Float64Array(3 * units);
    this.#fromState = new Float64Array(3 * units);
  }

  /** Takes an input; {@link state} answers. */
  step(values: Float64Array): void {
    const { input, inputBias, state, stateBias } = this.#weights;
    const fromInput = this.#fromInput;
    const fromState = this.#fromState;
    multiplyRows(input, inputBias, values, fromInput);
    multiplyRows(state, stateBias, this.state, fromState);
    const units = this.state.length;
    for (let unit = 0; unit < units; unit++) {
      const reset = sigmoid(fromInput[unit]! + fromState[unit]!);
      const update = sigmoid(fromInput[units + unit]! + fromState[units + unit]!);
      const fresh = Math.tanh(fromInput[2 * units + unit]! + reset * fromState[2 * units + unit]!);
      this.state[unit] = (1 - update) * fresh + update * this.state[unit]!;
    }
  }

  /** Begins anew. */
  reset(): void {
    this.state.fill(0);
  }
}

/** 1 / (1 + e^-value). */
export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
