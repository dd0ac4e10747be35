import type { LipNetWeights } from './lip-net-weights.js';
import { ScriptLayers } from './script-layers.js';
import { SimdKernel } from './simd-kernel.js';

/**
 * What computes a network: `simd` is WebAssembly's SIMD; `script` is JavaScript, at several times the cost, where a page's Content Security Policy forbids WebAssembly or the
 * browser has no SIMD.
 */
export type LipKernel = 'simd' | 'script';

/** The layers of a network, and what one stream left in them. Allocates nothing per frame. */
export interface LipLayers {
  /** What computes them. */
  readonly kernel: LipKernel;
  /**
   * Takes the next frame.
   *
   * @param bands As many as the network hears, of mean 0 and deviation 1.
   * @param answers Overwritten: what the heads say, before any squashing.
   */
  step(bands: Float64Array, answers: Float64Array): void;
  /** Begins anew, as after silence. */
  reset(): void;
}

/** The kernels of weights that are in use; `undefined` for those for which WebAssembly was refused. */
const kernels = new WeakMap<LipNetWeights, SimdKernel | undefined>();

/** The layers of a stream by the quickest kernel that runs here. */
export function openLayers(weights: LipNetWeights): LipLayers {
  if (!kernels.has(weights)) {
    kernels.set(weights, SimdKernel.open(weights));
  }

  return kernels.get(weights)?.openStream() ?? new ScriptLayers(weights);
}
