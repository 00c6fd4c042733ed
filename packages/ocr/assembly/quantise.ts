/**
 * Numbers of -1 to 1 as signed bytes of -127 to 127, halves away from zero. Returns how many were done: the rest, fewer
 * than sixteen, are the caller's.
 */
export function quantise(target: usize, source: usize, count: i32): i32 {
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    const from = source + (i << 2);
    const low = i16x8.narrow_i32x4_s(rounded(from), rounded(from + 16));
    const high = i16x8.narrow_i32x4_s(rounded(from + 32), rounded(from + 48));
    v128.store(target + i, i8x16.max_s(i8x16.narrow_i16x8_s(low, high), i8x16.splat(-127)));
  }
  return i;
}

@inline
function rounded(from: usize): v128 {
  const x = f32x4.mul(v128.load(from), f32x4.splat(127));
  const size = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.abs(x), f32x4.splat(0.5)));
  return v128.bitselect(i32x4.neg(size), size, f32x4.lt(x, f32x4.splat(0)));
}
