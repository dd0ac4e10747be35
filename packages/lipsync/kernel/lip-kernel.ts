/**
 * The heavy part of a lip net in WebAssembly's SIMD, in AssemblyScript: `build.mjs` makes the bytes of it that the package carries. It works in a memory that its caller lays
 * out: numbers of 32 bits, lengths in whole blocks of 16, padded by zeros; addresses in bytes.
 */

/** Rows that are summed at once, in four vectors: a single one would wait for its own sum at every step. */
const BLOCK = 16;

/** Bytes of a vector: four numbers. */
const VECTOR = 16;

/**
 * Each row of a matrix with a vector, and a bias for each.
 *
 * @param matrix By blocks of 16 rows; a block holds 16 numbers for each column.
 * @param width Columns.
 * @param least Replaces what is less: 0 rectifies, negative infinity leaves all as it is.
 */
export function rows(matrix: usize, bias: usize, vector: usize, width: u32, products: usize, count: u32, least: f32): void {
  const floor = f32x4.splat(least);
  const end = vector + ((<usize>width) << 2);
  for (let row: u32 = 0; row < count; row += BLOCK) {
    let one = v128.load(bias);
    let two = v128.load(bias, VECTOR);
    let three = v128.load(bias, 2 * VECTOR);
    let four = v128.load(bias, 3 * VECTOR);
    for (let at = vector; at < end; at += 4) {
      const value = v128.load32_splat(at);
      one = f32x4.add(one, f32x4.mul(v128.load(matrix), value));
      two = f32x4.add(two, f32x4.mul(v128.load(matrix, VECTOR), value));
      three = f32x4.add(three, f32x4.mul(v128.load(matrix, 2 * VECTOR), value));
      four = f32x4.add(four, f32x4.mul(v128.load(matrix, 3 * VECTOR), value));
      matrix += 4 * VECTOR;
    }

    v128.store(products, f32x4.max(one, floor));
    v128.store(products, f32x4.max(two, floor), VECTOR);
    v128.store(products, f32x4.max(three, floor), 2 * VECTOR);
    v128.store(products, f32x4.max(four, floor), 3 * VECTOR);
    bias += 4 * VECTOR;
    products += 4 * VECTOR;
  }
}

/**
 * The next state of a gated recurrent layer (Cho et al. 2014), from the products of the input's matrix and of the state's: reset, update and fresh one after another.
 *
 * @param state Overwritten.
 * @param units Numbers in the state.
 */
export function gates(fromInput: usize, fromState: usize, state: usize, units: u32): void {
  const stride = (<usize>units) << 2;
  for (const end = state + stride; state < end; state += VECTOR) {
    const reset = sigmoid(f32x4.add(v128.load(fromInput), v128.load(fromState)));
    const update = sigmoid(f32x4.add(v128.load(fromInput + stride), v128.load(fromState + stride)));
    const sum = f32x4.add(v128.load(fromInput + 2 * stride), f32x4.mul(reset, v128.load(fromState + 2 * stride)));
    // tanh x = 2 sigmoid 2x - 1
    const fresh = f32x4.sub(f32x4.mul(f32x4.splat(2), sigmoid(f32x4.add(sum, sum))), f32x4.splat(1));
    v128.store(state, f32x4.add(fresh, f32x4.mul(update, f32x4.sub(v128.load(state), fresh))));
    fromInput += VECTOR;
    fromState += VECTOR;
  }
}

/** Adds numbers pair by pair. */
export function add(left: usize, right: usize, sums: usize, count: u32): void {
  for (const end = left + ((<usize>count) << 2); left < end; left += VECTOR) {
    v128.store(sums, f32x4.add(v128.load(left), v128.load(right)));
    right += VECTOR;
    sums += VECTOR;
  }
}

/** 1 / (1 + e^-value). */
@inline
function sigmoid(value: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exponential(f32x4.neg(value))));
}

/**
 * e^value, as a whole power of two and a rest: the rest by Taylor's series up to the sixth power, which is off by less than 2e-7 of it. What is beyond -80 or 80, where a
 * sigmoid is 1 or 0, counts as that.
 */
@inline
function exponential(value: v128): v128 {
  const power = f32x4.mul(f32x4.min(f32x4.max(value, f32x4.splat(-80)), f32x4.splat(80)), f32x4.splat(1.4426950408889634));
  const whole = f32x4.nearest(power);
  const rest = f32x4.mul(f32x4.sub(power, whole), f32x4.splat(0.6931471805599453));
  let sum = f32x4.splat(1.0 / 720.0);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 120.0));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 24.0));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 6.0));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  return f32x4.mul(sum, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23));
}
