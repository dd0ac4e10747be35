/** Rows of a block, as `kernel/lip-kernel.ts` sums them; lengths are whole blocks. */
const BLOCK = 16;

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** As many whole blocks as hold a number of rows. */
export function padded(count: number): number {
  return Math.ceil(count / BLOCK) * BLOCK;
}

/** A place in the kernel's memory: what to tell the kernel, and what stands there. */
export interface Place {
  /** In bytes. */
  readonly address: number;
  readonly numbers: Float32Array;
}

/** The memory of the kernel: places one after another. Everything is 0 at first. */
export class SimdMemory {
  readonly memory: WebAssembly.Memory;
  #end = 0;

  /** @param count Numbers that it holds. */
  constructor(count: number) {
    const pages = Math.ceil((count * BYTES) / 65_536);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  }

  /** The next place. */
  take(count: number): Place {
    const address = this.#end;
    this.#end += count * BYTES;
    return { address, numbers: new Float32Array(this.memory.buffer, address, count) };
  }
}

/**
 * A matrix in the order of the kernel: by blocks of 16 rows, and in them by columns.
 *
 * @param matrix Rows first.
 * @param part Rows that belong together, as those of a gate: each part begins with a block.
 * @param width Columns.
 * @param place Overwritten.
 * @param paddedWidth Columns there.
 */
export function layOutRows(matrix: Float64Array, part: number, width: number, place: Float32Array, paddedWidth: number): void {
  const rows = matrix.length / width;
  for (let row = 0; row < rows; row++) {
    const there = paddedRow(row, part);
    const start = (there - (there % BLOCK)) * paddedWidth + (there % BLOCK);
    for (let column = 0; column < width; column++) {
      place[start + column * BLOCK] = matrix[row * width + column]!;
    }
  }
}

/** A number for each row, as {@link layOutRows} puts the rows. */
export function layOutBias(bias: Float64Array, part: number, place: Float32Array): void {
  for (let row = 0; row < bias.length; row++) {
    place[paddedRow(row, part)] = bias[row]!;
  }
}

function paddedRow(row: number, part: number): number {
  return Math.floor(row / part) * padded(part) + (row % part);
}
