/** Where the core keeps tanh and the logistic function of 0 to 16, a 32-bit float for each 256th. */
const TANH: usize = 135008;
const LOGISTIC: usize = 151392;
const STEPS: f32 = 256;
const LAST: i32 = 4094;

/** tanh of each number, in place. Returns how many were done: the rest, fewer than four, are the caller's. */
export function tanh(numbers: usize, count: i32): i32 {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = numbers + (i << 2);
    v128.store(at, tanhOf(v128.load(at)));
  }
  return i;
}

/** `target = tanh(source) * factors`, and returns as above. */
export function tanhTimes(target: usize, source: usize, factors: usize, count: i32): i32 {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const offset = i << 2;
    v128.store(target + offset, f32x4.mul(tanhOf(v128.load(source + offset)), v128.load(factors + offset)));
  }
  return i;
}

/** The logistic function of each number, in place, and returns as above. */
export function logistic(numbers: usize, count: i32): i32 {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = numbers + (i << 2);
    const x = v128.load(at);
    const y = lookUp(LOGISTIC, x);
    v128.store(at, v128.bitselect(f32x4.sub(f32x4.splat(1), y), y, f32x4.lt(x, f32x4.splat(0))));
  }
  return i;
}

@inline
function tanhOf(x: v128): v128 {
  const sign = v128.and(f32x4.lt(x, f32x4.splat(0)), i32x4.splat(0x80000000));
  return v128.xor(lookUp(TANH, x), sign);
}

/** A table's value at |x|, in a straight line between two of its points; 1 beyond its end. */
@inline
function lookUp(table: usize, x: v128): v128 {
  const at = f32x4.mul(f32x4.abs(x), f32x4.splat(STEPS));
  const step = i32x4.trunc_sat_f32x4_s(f32x4.pmin(at, f32x4.splat(<f32>(LAST + 1))));
  const part = f32x4.sub(at, f32x4.convert_i32x4_s(step));
  const offset = i32x4.shl(i32x4.min_s(step, i32x4.splat(LAST)), 2);
  const first = twoPoints(table + i32x4.extract_lane(offset, 0), table + i32x4.extract_lane(offset, 1));
  const second = twoPoints(table + i32x4.extract_lane(offset, 2), table + i32x4.extract_lane(offset, 3));
  const before = v128.shuffle<i32>(first, second, 0, 2, 4, 6);
  const after = v128.shuffle<i32>(first, second, 1, 3, 5, 7);
  const between = f32x4.add(f32x4.mul(f32x4.sub(after, before), part), before);
  return v128.bitselect(f32x4.splat(1), between, i32x4.gt_s(step, i32x4.splat(LAST)));
}

/** The points at two places and those behind them. */
@inline
function twoPoints(one: usize, other: usize): v128 {
  return v128.load_lane<i64>(other, v128.load_zero<i64>(one), 1);
}
