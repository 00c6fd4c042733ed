/** What a bias is multiplied with: the number that stands for 1 among signed bytes. */
const ONE: i16 = 127;

/**
 * A matrix of signed bytes times a vector of `columns - 1` signed bytes: `output[r] = scales[r] * (sum of weights[r][c] *
 * input[c] + 127 * bias[r])`. A row's inputs are filled up to an even number, and its bias comes behind them. The sums are
 * of whole numbers, so their order does not matter. Below `stack` there is room for the vector in 16 bits, its bias as one
 * more input, so that a row is one loop; what is read of the next row there is multiplied with nothing.
 */
export function multiplyVector(
  rows: i32,
  columns: i32,
  weights: usize,
  scales: usize,
  input: usize,
  output: usize,
  stack: usize,
): void {
  const bias = columns & ~1;
  const stride = bias + 1;
  const length = (stride + 7) & ~7;
  const vector = (stack - (length << 1)) & ~15;
  widen(input, columns - 1, vector, length);
  store<i16>(vector + (bias << 1), ONE);
  const blocked = length & ~15;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const second = weights + stride;
    const third = second + stride;
    const fourth = third + stride;
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    let i = 0;
    for (; i < blocked; i += 16) {
      const low = v128.load(vector + (i << 1));
      const high = v128.load(vector + (i << 1), 16);
      a = dot(dot(a, low, weights + i), high, weights + i + 8);
      b = dot(dot(b, low, second + i), high, second + i + 8);
      c = dot(dot(c, low, third + i), high, third + i + 8);
      d = dot(dot(d, low, fourth + i), high, fourth + i + 8);
    }
    if (i < length) {
      const last = v128.load(vector + (i << 1));
      a = dot(a, last, weights + i);
      b = dot(b, last, second + i);
      c = dot(c, last, third + i);
      d = dot(d, last, fourth + i);
    }
    v128.store(output, f32x4.mul(v128.load(scales), f32x4.convert_i32x4_s(sumOfEach(a, b, c, d))));
    output += 16;
    scales += 16;
    weights = fourth + stride;
  }
  for (; row < rows; row += 1) {
    let sums = i32x4.splat(0);
    for (let i = 0; i < length; i += 8) sums = dot(sums, v128.load(vector + (i << 1)), weights + i);
    const pairs = i32x4.add(sums, v128.shuffle<i32>(sums, sums, 2, 3, 0, 1));
    store<f32>(output, load<f32>(scales) * <f32>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)));
    output += 4;
    scales += 4;
    weights += stride;
  }
}

/** Signed bytes as 16 bits each, and nothing behind them up to `length`, a multiple of eight less than 16 more. */
@inline
function widen(input: usize, inputs: i32, target: usize, length: i32): void {
  const whole = inputs & ~7;
  for (let i = whole; i < length; i += 8) v128.store(target + (i << 1), i32x4.splat(0));
  for (let i = 0; i < whole; i += 8) v128.store(target + (i << 1), v128.load_ext<i8>(input + i));
  for (let i = whole; i < inputs; i += 1) store<i16>(target + (i << 1), load<i8>(input + i));
}

@inline
function dot(sum: v128, inputs: v128, weights: usize): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(inputs, v128.load_ext<i8>(weights)));
}

/** The sum of the four numbers in each of four vectors. */
@inline
function sumOfEach(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 2, 6), v128.shuffle<i32>(a, b, 1, 5, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 2, 6), v128.shuffle<i32>(c, d, 1, 5, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}
