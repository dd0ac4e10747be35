import { BANDS, HOP, SAMPLE_RATE } from './lip-net-bands.js';

/** The 15 OpenXR visemes. */
export const VISEMES = 15;

/** Frames that the convolution sees: this one and those before it. */
export const CONTEXT = 3;

/** Numbers that come out: a viseme each, the opening, and the closure of the lips. */
export const ANSWERS = VISEMES + 2;

const HEADER_BYTES = 40;
const MOST_UNITS = 1024;
const MOST_DELAY = 10;

/** A gated recurrent layer: matrices with rows first, reset, update and fresh one after another. */
export interface GruWeights {
  readonly input: Float64Array;
  readonly state: Float64Array;
  readonly inputBias: Float64Array;
  readonly stateBias: Float64Array;
}

/**
 * The weights of a `LipNet`, as `tools/lipsync` trains and writes them; `tools/lipsync/README.md` defines the file. Immutable: one serves all streams.
 * Numbers are kept as doubles, in which JavaScript computes.
 */
export class LipNetWeights {
  /** Hidden units of each layer. */
  readonly units: number;
  /** How many frames an answer comes after the frame that it is about. */
  readonly delay: number;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  readonly front: Float64Array;
  readonly frontBias: Float64Array;
  readonly first: GruWeights;
  readonly second: GruWeights;
  readonly heads: Float64Array;
  readonly headsBias: Float64Array;

  /** Throws an `Error` for a file that is none, of another version, cut off, or holds a number that is not finite; the message says which. */
  constructor(file: ArrayBuffer) {
    const { half, units, delay } = readHeader(file);
    const tensors = new Tensors(file, half);
    this.units = units;
    this.delay = delay;
    this.mean = tensors.exact(BANDS);
    this.deviation = tensors.exact(BANDS);
    this.front = tensors.next(units * CONTEXT * BANDS);
    this.frontBias = tensors.next(units);
    this.first = readLayer(units, tensors);
    this.second = readLayer(units, tensors);
    this.heads = tensors.next(ANSWERS * units);
    this.headsBias = tensors.next(ANSWERS);
    tensors.end();
  }
}

function readLayer(units: number, tensors: Tensors): GruWeights {
  const input = tensors.next(3 * units * units);
  const state = tensors.next(3 * units * units);
  return { input, state, inputBias: tensors.next(3 * units), stateBias: tensors.next(3 * units) };
}

function readHeader(file: ArrayBuffer): { half: boolean; units: number; delay: number } {
  if (file.byteLength < HEADER_BYTES || String.fromCharCode(...new Uint8Array(file, 0, 4)) !== 'TLIP') {
    throw new Error('This is no file of lip sync weights: it does not begin with TLIP and a header of 40 bytes.');
  }

  const view = new DataView(file);
  const number = (position: number): number => view.getUint32(4 + 4 * position, true);
  const wanted = [
    [0, 'version', 1],
    [2, 'a sample rate of', SAMPLE_RATE],
    [3, 'a hop of', HOP],
    [4, 'a number of bands of', BANDS],
    [6, 'a convolution over frames of', CONTEXT],
    [7, 'a number of visemes of', VISEMES],
  ] as const;
  for (const [position, what, value] of wanted) {
    if (number(position) !== value) {
      throw new Error(`The lip sync weights are for ${what} ${number(position)}; this program runs ${value}.`);
    }
  }

  const [type, units, delay] = [number(1), number(5), number(8)];
  if (type > 1) throw new Error(`The numbers of the lip sync weights are of type ${type}; known are 0 (32 bits) and 1 (16 bits).`);
  if (units < 1 || units > MOST_UNITS) throw new Error(`The lip sync weights have ${units} hidden units; they must have 1 to ${MOST_UNITS}.`);
  if (delay > MOST_DELAY) throw new Error(`The lip sync weights answer ${delay} frames late; they must be 0 to ${MOST_DELAY} late.`);
  return { half: type === 1, units, delay };
}

/** Takes tensors one after another. */
class Tensors {
  readonly #view: DataView;
  readonly #half: boolean;
  #at = HEADER_BYTES;

  constructor(file: ArrayBuffer, half: boolean) {
    this.#view = new DataView(file);
    this.#half = half;
  }

  /** The next tensor, whatever its type in the file. */
  next(count: number): Float64Array {
    return this.#half ? this.#take(count, 2, halfAt) : this.exact(count);
  }

  /** The next tensor, which is of 32 bits in every file. */
  exact(count: number): Float64Array {
    return this.#take(count, 4, (view, at) => view.getFloat32(at, true));
  }

  /** Nothing may follow. */
  end(): void {
    const rest = this.#view.byteLength - this.#at;
    if (rest > 0) throw new Error(`${rest} bytes follow the lip sync weights.`);
  }

  #take(count: number, bytes: number, read: (view: DataView, at: number) => number): Float64Array {
    const there = this.#view.byteLength - this.#at;
    if (there < count * bytes) throw new Error(`The lip sync weights are cut off: of a tensor of ${count * bytes} bytes there are ${there}.`);
    const tensor = new Float64Array(count);
    const view = this.#view;
    let at = this.#at;
    for (let index = 0; index < count; index++, at += bytes) {
      const number = read(view, at);
      if (!Number.isFinite(number)) throw new Error('The lip sync weights hold a number that is not finite.');
      tensor[index] = number;
    }

    this.#at = at;
    return tensor;
  }
}

/** What the fraction of a number of 16 bits counts for, by its exponent (IEEE 754 binary16): the last exponent is for what is no finite number. */
const SCALES = Float64Array.from({ length: 32 }, (_, exponent) => (exponent === 31 ? Number.NaN : 2 ** (Math.max(1, exponent) - 25)));

/** A number of 16 bits. There are many to read, on the sound's thread too: no power is computed for one. */
function halfAt(view: DataView, at: number): number {
  const bits = view.getUint16(at, true);
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) + (exponent === 0 ? 0 : 0x400);
  return (bits & 0x8000 ? -fraction : fraction) * SCALES[exponent]!;
}
